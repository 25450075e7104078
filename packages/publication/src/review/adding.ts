import { can } from "../can.ts"
import type { Actor } from "../decision.ts"
import { type ThreadId, ThreadIdSchema } from "../ids.ts"
import type { Member, Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { isOfDelegation } from "../roles.ts"
import { type Section } from "../section.ts"
import { parseStream, type StreamName } from "../streams.ts"
import { canJoin } from "../visibility.ts"
import { readBody } from "./body.ts"
import type { ReviewCommandOf } from "./commands.ts"
import { type FrozenWords, recorderRefusal, subjectInVersion, usualAudienceBeside } from "./on-version.ts"
import type { WordsAsked } from "./plan.ts"
import { crowdRefusal, isOfficer, nothingToDo, restingRefusal, type ReviewRuling } from "./ruling.ts"
import { readTargets } from "./targets-of-comment.ts"
import { type CommentAudience, type OnBehalf, reviewBounds } from "./thread.ts"
import { type Threads, threadsById } from "./threads.ts"
import { type Home, homeOf, type Writer } from "./who-reads.ts"

type AddComment = ReviewCommandOf<"addComment">

export function decideComment(
  state: Publication,
  threads: Threads,
  command: AddComment,
  actor: Actor,
  frozen: FrozenWords | Refusal | null,
): ReviewRuling {
  const member = state.members[actor.personId]
  if (member === undefined) return refusalOf("not-a-member")
  const known = knownAs(state, threads, command.threadId, actor)
  if (known !== null) return known.author === actor.personId ? nothingToDo : refusalOf("comment-id-taken")
  const frozenSubject =
    command.version === undefined ? null : subjectInVersion(state, command, command.version, actor, frozen)
  if (frozenSubject !== null && "code" in frozenSubject) return frozenSubject
  const section = frozenSubject === null ? sectionOf(state, command) : frozenSubject.section
  const refusal =
    (frozenSubject === null ? addingRefusal(state, command, actor) : null) ??
    crowdRefusal(threads, section?.id ?? null, true)
  if (refusal !== null) return refusal

  const isBeside = frozenSubject !== null && section === null
  const audience =
    command.audience ?? (isBeside ? usualAudienceBeside(state, command, member) : usualAudience(state, command, member))
  if (isBeside && audience === "section") return refusalOf("section-not-read")
  if (command.onBehalf !== undefined && audience === "delegation") return refusalOf("recorded-for-editors")
  if (isOfficer(state, member) && audience !== "delegation") return refusalOf("stays-inside")
  const threadId = freeId(threads, command.threadId, actor)
  const writer: Writer =
    command.onBehalf === undefined
      ? { orgId: member.orgId, member }
      : { orgId: command.onBehalf.organization, member: null }
  const home = homeOf(state, threadId, section, audience, writer)
  if ("code" in home) return home
  const written = readBody(withHome(state, threadId, section, home), actor.personId, command.body, home.place)
  if ("code" in written) return written
  const bearsOn = readTargets(state, command.targets)
  if ("code" in bearsOn) return bearsOn
  const words = frozenSubject?.words ?? readWords(command)
  if (words !== null && "code" in words) return words

  return {
    events: [
      {
        type: "commentAdded",
        ...home,
        threadId,
        publicationId: state.id,
        sectionId: section?.id ?? null,
        organization: writer.orgId,
        kind: command.kind,
        audience,
        ...bearsOn,
        anchor: frozenSubject?.anchor ?? null,
        body: written.body,
        ...(command.onBehalf === undefined ? {} : { onBehalf: command.onBehalf }),
        ...(frozenSubject === null ? {} : { version: frozenSubject.version }),
      },
    ],
    words:
      words === null || section === null
        ? null
        : {
            sectionId: section.id,
            threadId,
            words,
            isMarked: isMarkedIn(home.place),
            isNeeded: frozenSubject === null,
          },
  }
}

/** Only words of a thread that all readers of the text may see carry its mark. */
export function isMarkedIn(place: StreamName): boolean {
  return parseStream(place)?.kind === "review"
}

/** The publication as it is once the thread is there: who reads it can be asked of that. */
export function withHome(state: Publication, threadId: ThreadId, section: Section | null, home: Home): Publication {
  if (home.readers === undefined) return state
  const privateThread = { sectionId: section?.id ?? null, readers: home.readers }
  return { ...state, privateThreads: { ...state.privateThreads, [threadId]: privateThread } }
}

/** Nobody is told of the id of a thread that they do not read: theirs is called otherwise then. */
function freeId(threads: Threads, wanted: ThreadId | undefined, actor: Actor): ThreadId {
  return wanted !== undefined && threadsById(threads, wanted).length === 0
    ? wanted
    : ThreadIdSchema.parse(actor.newId())
}

function knownAs(state: Publication, threads: Threads, id: ThreadId | undefined, { personId }: Actor) {
  const known = id === undefined ? [] : threadsById(threads, id)
  return known.find(({ place }) => canJoin(state, personId, place)) ?? null
}

function addingRefusal(state: Publication, command: AddComment, { personId, at }: Actor): Refusal | null {
  const { sectionId, onBehalf } = command
  if (onBehalf !== undefined) return recordingRefusal(state, { sectionId, onBehalf }, { personId, at })
  const permission =
    sectionId === undefined
      ? can(state, personId, "commentOnPublication")
      : can(state, personId, "comment", { sectionId, at })
  return permission.allowed ? null : permission.refusal
}

/** What came in time by another way is recorded also after the time for comments. */
function recordingRefusal(
  state: Publication,
  { sectionId, onBehalf }: Pick<AddComment, "sectionId"> & { onBehalf: OnBehalf },
  { personId, at }: Pick<Actor, "personId" | "at">,
): Refusal | null {
  const refusal = recorderRefusal(state, personId, onBehalf)
  if (refusal !== null) return refusal
  if (sectionId === undefined) return null
  const reading = can(state, personId, "readSection", { sectionId, at })
  return reading.allowed ? restingRefusal(state, { sectionId }, "comment") : reading.refusal
}

function sectionOf(state: Publication, { sectionId }: AddComment): Section | null {
  return sectionId === undefined ? null : (state.sections[sectionId] ?? null)
}

/** A draft is talked over among one's own first; who comments on a version answers those that circulated it. */
function usualAudience(state: Publication, { onBehalf, version }: AddComment, member: Member): CommentAudience {
  if (onBehalf !== undefined || !isOfDelegation(state, member)) return "section"
  return version === undefined || isOfficer(state, member) ? "delegation" : "secretariat"
}

function readWords({ anchor, quote, sectionId }: AddComment): WordsAsked | Refusal | null {
  const bare = typeof quote === "string" ? { exact: quote, prefix: "", suffix: "" } : quote
  const words = anchor ?? (bare === undefined ? null : { quote: bare })
  if (words === null) return null
  if (sectionId === undefined) return refusalOf("words-without-section")
  const { quoteCharactersMax, contextCharactersMax } = reviewBounds
  const { exact, prefix, suffix } = words.quote
  if (exact.length > quoteCharactersMax) return refusalOf("words-too-long", { max: quoteCharactersMax })
  const near = { prefix: prefix.slice(-contextCharactersMax), suffix: suffix.slice(0, contextCharactersMax) }
  return { ...words, quote: { exact, ...near } }
}
