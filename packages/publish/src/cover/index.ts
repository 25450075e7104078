export {
  type CoverLetter,
  coverNoteOf,
  type EnclosedFile,
  type EnclosedRow,
  type Named,
  type VersionOfNote,
} from "./letter.ts"
export { coverTemplate, type TemplateOf } from "./template.ts"
export { directionIn } from "./written.ts"
