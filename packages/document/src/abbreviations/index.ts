export {
  type AbbreviationLine,
  type AbbreviationWarning,
  type FoundAbbreviation,
  findAbbreviations,
} from "./abbreviations.ts"
export { type FoundInText, joinAbbreviations, type PublicationAbbreviation } from "./of-publication.ts"
