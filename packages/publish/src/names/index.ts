export { findNames, type FoundName } from "./find.ts"
export { type CountryName, nameLanguage, type NameLanguage, nameList, nameOf, nameOwner, stateName } from "./list.ts"
