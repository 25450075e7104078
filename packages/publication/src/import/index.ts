export { AlreadyThere, inVersion, type RegisteredComment } from "./already.ts"
export { columnOf, type ColumnMap, type FileCell, type FileTable, type Head, headOf } from "./columns.ts"
export {
  type AskedRow,
  AskedRowSchema,
  importBounds,
  type ImportCommand,
  type ImportCommandInput,
  ImportCommandSchema,
  type ImportedRow,
  type ImportOutcome,
  ImportOutcomeSchema,
} from "./command.ts"
export { kindNamed, namedSections, organizationNamed, outcomeNamed, SectionNames, targetsNamed } from "./reading.ts"
export { cellCharactersMax, type FileRow, type ReadRows, rowsIn } from "./rows.ts"
export { type ImportColumn, importColumns } from "./words.ts"
