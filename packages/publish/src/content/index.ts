export { type Freeze, publicationContent } from "./freeze.ts"
export {
  type FrozenSection,
  type PublicationContent,
  PublicationContentSchema,
} from "./content.ts"
export { numberedSections } from "./numbering.ts"
export { wellFormed } from "./well-formed.ts"
