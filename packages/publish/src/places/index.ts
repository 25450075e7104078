export { type FrozenPlace, type NamedPlace, placesInBook, placesOf, type SectionPlaces } from "./places.ts"
export { findPlaces, type PlaceFound, type TypedPlace, type TypedPlaceAnswer } from "./typed.ts"
export { wordsAt } from "./words.ts"
