import {
  type Command,
  type FreezeCommand,
  type PassageCommand,
  PassageCommandSchema,
  type PublicationAction,
  type ReviewCommand,
  ReviewCommandSchema,
  type SectionId,
  type ServerCommand,
  type SubmitCommand,
} from "@codraft/publication"

/** Whatever changes a fact. */
export type AnyCommand = Command | PassageCommand | ReviewCommand | ServerCommand | FreezeCommand | SubmitCommand

/** What may be allowed on a publication as a whole. */
export const PUBLICATION_ACTIONS = [
  "readPublication",
  "addSection",
  "setMember",
  "removeMember",
  "setTemplate",
  "commentOnPublication",
  "answerOnPublication",
  "recordComments",
  "freezeVersion",
  "circulateVersion",
  "submitVersion",
  "shareVersion",
] as const satisfies PublicationAction[]

export function isPassageCommand(command: AnyCommand): command is PassageCommand {
  return PASSAGE_COMMANDS.has(command.type)
}

export function isReviewCommand(command: AnyCommand): command is ReviewCommand {
  return REVIEW_COMMANDS.has(command.type)
}

const REVIEW_COMMANDS: ReadonlySet<string> = new Set(ReviewCommandSchema.options.map(({ shape }) => shape.type.value))
const PASSAGE_COMMANDS: ReadonlySet<string> = new Set(PassageCommandSchema.options.map(({ shape }) => shape.type.value))

/** What a command names must be there for whoever sends it. */
export function sectionsIn(command: AnyCommand): SectionId[] {
  const ids: SectionId[] = []
  if ("sectionId" in command && command.sectionId !== undefined) ids.push(command.sectionId)
  if ("fromSectionId" in command) ids.push(command.fromSectionId)
  if ("toSectionId" in command) ids.push(command.toSectionId)
  if ("intoSectionId" in command) ids.push(command.intoSectionId)
  return ids
}
