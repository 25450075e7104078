export { directionOf } from "./direction/index.ts"
export { apply } from "./apply.ts"
export { can, type Permission } from "./can.ts"
export { type Action, type PublicationAction, readers, rights, type SectionAction } from "./rights.ts"
export { isOfSecretariat, type RoleRule, roles, type Standing } from "./roles.ts"
export { type Part, parts, partsOf } from "./parts.ts"
export { type Command, type CommandInput, CommandSchema, type StoreImage } from "./commands.ts"
export {
  completePassage,
  decidePassage,
  imagesToBring,
  type PassageChoice,
  type PassageOutcome,
  type PassagePlan,
} from "./passages/decide-passage.ts"
export {
  type MoveId,
  type PassageCommand,
  type PassageCommandInput,
  PassageCommandSchema,
  type CutClaim,
  cutMsMax,
  passageBlocksMax,
} from "./passages/passage.ts"
export {
  type ReviewCommand,
  type ReviewCommandInput,
  ReviewCommandSchema,
  type SeenCommand,
  SeenCommandSchema,
} from "./review/commands.ts"
export { decideReview } from "./review/decide-review.ts"
export {
  anchorOf,
  completeReview,
  type ReviewDecision,
  type ReviewPlan,
  soughtWords,
  type WantedWords,
  type WordsAnswer,
  type WordsInText,
  type WordsAsked,
} from "./review/plan.ts"
export { asSeen } from "./review/as-seen.ts"
export type { FrozenWords } from "./review/on-version.ts"
export { moveThreads } from "./review/moving.ts"
export { mentionsIn } from "./review/body.ts"
export { gap } from "./review/targets-of-comment.ts"
export {
  answerOf,
  isInRegister,
  organizationOf,
  type RegisterFilter,
  RegisterFilterSchema,
  registerWords,
  targetKeysOf,
} from "./review/register.ts"
export { applyToThread } from "./review/apply-to-thread.ts"
export {
  allThreads,
  applyToThreads,
  emptyThreads,
  openThreadsIn,
  type Threads,
  threadsById,
  threadsIn,
  visibleThreads,
} from "./review/threads.ts"
export { applyToSeen, commentsSeen, decideSeen, nothingSeen, reviewSeenUpTo, type Seen } from "./review/seen.ts"
export {
  type Anchor,
  AnchorSchema,
  type Assignee,
  type Comment,
  type CommentAudience,
  CommentAudienceSchema,
  type CommentId,
  CommentIdSchema,
  type CommentKind,
  CommentKindSchema,
  isOpen,
  isOpened,
  type OnBehalf,
  type Outcome,
  OutcomeSchema,
  type Quote,
  QuoteSchema,
  reviewBounds,
  type Thread,
  ThreadSchema,
  type ThreadState,
  ThreadStateSchema,
  type ThreadVersion,
  ThreadVersionSchema,
} from "./review/thread.ts"
export { withFormer } from "./passages/former.ts"
export { type PlaceInText, whereNow } from "./passages/where-now.ts"
export { isPublishedBy } from "./passages/readers.ts"
export { decide, type ServerCommand } from "./decide.ts"
export type { Actor, Decided, Decision } from "./decision.ts"
export { type PublicationEvent, PublicationEventSchema, type Recorded, RecordedSchema, streamOf } from "./events.ts"
export {
  InstantSchema,
  LanguageSchema,
  type LinkId,
  LinkIdSchema,
  type OrgId,
  OrgIdSchema,
  type PersonId,
  PersonIdSchema,
  type PublicationId,
  PublicationIdSchema,
  type SectionId,
  SectionIdSchema,
  type ThreadId,
  ThreadIdSchema,
  TranslationsSchema,
} from "./ids.ts"
export { dayIn, describeEnd, endAt, wallClock } from "./end.ts"
export { type DisplayedMember, displayMember } from "./members.ts"
export { flatOutline, outline, type OutlineNode } from "./outline.ts"
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
export { type Refusal, type RefusalCode, refusalCodes, refusalOf, RefusalSchema } from "./refusals.ts"
export {
  type Audience,
  AudienceSchema,
  canNumberParagraphs,
  type End,
  EndSchema,
  isWiderAudience,
  type Limit,
  limitInWords,
  type Numbering,
  numberingOf,
  NumberingSchema,
  type Release,
  type Section,
  SectionSchema,
  type SectionState,
  SectionStateSchema,
  SectionTitleSchema,
  type TextClass,
  TextClassSchema,
  TimeZoneSchema,
  wordsPerPage,
} from "./section.ts"
export { canReadVersion, commentDateOf, recordedCommentRefusal, versionCommentRefusal } from "./versions/circulation.ts"
export { type Exemption, exemptionsPerSectionMax } from "./versions/exemption.ts"
export {
  type FreezeCommand,
  FreezeCommandSchema,
  type SubmitCommand,
  SubmitCommandSchema,
} from "./versions/commands.ts"
export { canBeCorrected, correctionsOf, isCorrecting, isFinal } from "./versions/corrections.ts"
export {
  closingNow,
  completeSubmission,
  decideSubmission,
  submissionDays,
  submittable,
  type SubmissionPlan,
  type SubmittedTexts,
} from "./versions/decide-submission.ts"
export { commentsOpenUntil, standingOf, type VersionsStanding } from "./versions/standing.ts"
export { isValid, versionBehind } from "./versions/decide-links.ts"
export {
  type Link,
  linkDaysOffered,
  linkYearsMax,
  type MakeLink,
  type ShareCommand,
  ShareCommandSchema,
} from "./versions/link.ts"
export {
  type CoverLanguage,
  CoverLanguageSchema,
  type CoverNote,
  coverNoteBounds,
  CoverNoteSchema,
  type KeptCoverNote,
  KeptCoverNoteSchema,
} from "./versions/cover-note.ts"
export { canReadRegister, commentsForRegister, isPublic, registerNames } from "./versions/register-files.ts"
export {
  type Blocker,
  canBeFrozen,
  completeFreeze,
  decideFreeze,
  type FreezePlan,
  versionLabel,
  versionOf,
} from "./versions/decide-versions.ts"
export { decideMade, decideSeal, isPassedOver, sealedBefore, unsealed } from "./versions/decide-seal.ts"
export {
  type Artefact,
  type FailedFile,
  type FailureCause,
  type MadeFiles,
  type Seal,
  type Submission,
  type Version,
  type VersionKind,
  VersionKindSchema,
  VersionNumberSchema,
  VersionSchema,
} from "./versions/version.ts"
export { type Shape, type ShapePart } from "./templates/shape.ts"
export {
  helpCharactersMax,
  inLanguage,
  partsMax,
  type Template,
  type TemplateId,
  TemplateIdSchema,
  type TemplatePart,
  templatesMax,
  wordLimitMax,
} from "./templates/template.ts"
export { type ParsedStream, parseStream, type StreamName, StreamNameSchema, streams } from "./streams.ts"
export {
  type Edition,
  EditionSchema,
  isIndicatorCode,
  isTargetCode,
  type TargetRef,
  targetRefKey,
  TargetRefSchema,
} from "./target-codes.ts"
export { endingFor, type Waiting, waitingFor } from "./waiting/index.ts"
export { canJoin, visibleTo } from "./visibility.ts"
