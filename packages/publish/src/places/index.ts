export { type FrozenPlace, type NamedPlace, placesInBook, placesOf, type SectionPlaces } from "./places.ts"
export { wordsAt } from "./words.ts"
