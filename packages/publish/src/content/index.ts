export { type Freeze, publicationContent } from "./freeze.ts"
export {
  type FrozenSection,
  type PublicationContent,
  PublicationContentSchema,
  type VersionKind,
  VersionKindSchema,
} from "./content.ts"
