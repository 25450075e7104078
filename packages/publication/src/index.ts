export { apply } from "./apply.ts"
export { type Action, can, type Permission, type PublicationAction, type SectionAction } from "./can.ts"
export { type Command, type CommandInput, CommandSchema } from "./commands.ts"
export { type Actor, decide, type DecidedEvent, type Decision } from "./decide.ts"
export { type PublicationEvent, PublicationEventSchema, type Recorded, RecordedSchema } from "./events.ts"
export {
  InstantSchema,
  LanguageSchema,
  type OrgId,
  OrgIdSchema,
  type PersonId,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  type SectionId,
  SectionIdSchema,
} from "./ids.ts"
export { type DisplayedMember, displayMember } from "./members.ts"
export { outline, type OutlineNode } from "./outline.ts"
export {
  type CalendarEntry,
  emptyPublication,
  type Member,
  type Officer,
  type Organization,
  type OrganizationKind,
  OrganizationKindSchema,
  type Publication,
  type PublicationDescription,
  PublicationStateSchema,
  type Role,
  RoleSchema,
  type Theme,
  type Workshop,
} from "./publication.ts"
export { type Refusal, RefusalSchema } from "./refusals.ts"
export {
  type Audience,
  AudienceSchema,
  directionOf,
  type End,
  EndSchema,
  isWiderAudience,
  type Release,
  type Section,
  SectionSchema,
  type SectionState,
  SectionStateSchema,
  type TextClass,
  TextClassSchema,
} from "./section.ts"
export { type ParsedStream, parseStream, type StreamName, StreamNameSchema, streams } from "./streams.ts"
export { isTargetCode } from "./target-codes.ts"
export { canJoin, visibleTo } from "./visibility.ts"
