import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { canRead } from "../can.ts"
import { type Recorded, RecordedSchema } from "../events.ts"
import { BlobHashSchema } from "../images/index.ts"
import type { OrgId, PersonId, SectionId, ThreadId } from "../ids.ts"
import { PublicationStateSchema } from "../publication.ts"
import { isOfOrganization, isOfSecretariat } from "../roles.ts"
import { AudienceSchema, SectionStateSchema } from "../section.ts"
import { type StreamName, streams } from "../streams.ts"
import { frozenWords, type ReviewInput, ReviewWorld } from "../testing/review-world.ts"
import { dayMs, now, publicationId } from "../testing/world.ts"
import { canReadVersion } from "../versions/circulation.ts"
import { canJoin, visibleTo } from "../visibility.ts"
import { ReviewCommandSchema } from "./commands.ts"
import { decideReview } from "./decide-review.ts"
import { moveThreads } from "./moving.ts"
import type { FrozenWords } from "./on-version.ts"
import type { ReviewDecision } from "./plan.ts"
import { valuesOf } from "./table.ts"
import { CommentAudienceSchema, CommentKindSchema, OutcomeSchema, type Thread, ThreadSchema } from "./thread.ts"
import { allThreads, applyToThreads, emptyThreads, type Threads, threadsById, visibleThreads } from "./threads.ts"

const people =
  "p-gha-1 p-gha-2 p-gha-9 p-phl-1 p-phl-2 p-swe-1 p-iom-1 p-iom-2 p-iom-5 p-desa-1 p-desa-2 p-eiu-1 p-eiu-2 p-ngo-1 p-ngo-2 p-rcp-1 p-gsu-1 p-nobody".split(
    " ",
  )
const sections = ["s02", "s04", "s05", "s07-phl", "s07-swe", "s11", "s13"]

const person = fc.constantFrom(...people)
/** Mostly those who are likely to be allowed, or chance would have nearly everything refused. */
const actor = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("its author", "the lead", "the focal point", "whoever wrote it") },
  { weight: 2, arbitrary: person },
)
const sectionId = fc.constantFrom(...sections, "s99")
const chosenIds = ["k0", "k1", "k2", "k3"]
const ids = [...chosenIds, ...Array.from({ length: 12 }, (_, n) => `made-${n + 1}`)]
const threadId = fc.constantFrom(...ids)
const commentId = fc.constantFrom(...ids, "r1", "r2")
const body = fc.oneof(
  { weight: 9, arbitrary: fc.nat(9999).map((n) => `words ${n}!`) },
  { weight: 1, arbitrary: person.map((one) => `@{${one}}, see this`) },
  { weight: 1, arbitrary: fc.constantFrom("", " \n") },
)
type Targets = (string | { code: string; edition: string })[]
const targets: fc.Arbitrary<Targets> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.subarray<Targets[number]>(["10.7", "10.7.2", "4.b", { code: "13.1.1", edition: "2024" }]),
  },
  { weight: 1, arbitrary: fc.constantFrom<Targets>(["gap"], ["10.9"], ["gap", "10.7"]) },
)
const audience = fc.constantFrom(...CommentAudienceSchema.options)
const optional = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) })
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary }, { weight: 5, arbitrary: fc.constant(undefined) })
const kind = optional(fc.constantFrom(...CommentKindSchema.options))

const onBehalf = fc.record({
  organization: fc.constantFrom("ngo", "gha", "eiu", "nowhere"),
  source: fc.constant("by e-mail"),
  date: fc.constantFrom("2016-10-30", "2099-01-01"),
})

const review: fc.Arbitrary<ReviewInput> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("addComment" as const),
      sectionId: optional(sectionId, 8),
      threadId: optional(fc.constantFrom(...chosenIds)),
      quote: optional(fc.constantFrom("measure", "measure", "measure", "no such words")),
      body,
      targets,
      kind,
      audience: optional(audience),
      onBehalf: rarely(onBehalf),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("addComment" as const),
      threadId: optional(fc.constantFrom(...chosenIds)),
      version: fc.record({
        number: fc.constantFrom(1, 1, 1, 2),
        sectionId: fc.constantFrom("s02", "s13"),
        block: fc.constant("b12"),
        quote: optional(fc.constantFrom("measure", "measure", "safe and orderly")),
      }),
      body,
      targets,
      kind,
      audience: optional(audience),
      onBehalf: rarely(onBehalf),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("replyToComment" as const),
      threadId,
      body,
      commentId: optional(commentId),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("editComment" as const), threadId, commentId, body }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("deleteComment" as const), threadId, commentId }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("withdrawComment" as const), threadId }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reopenComment" as const), threadId }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("setCommentTargets" as const), threadId, targets, kind }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("assignComment" as const),
      threadId,
      to: fc.oneof(
        person.map((personId) => ({ personId })),
        fc.constantFrom("gha", "iom", "gsu", "nowhere").map((orgId) => ({ orgId })),
        fc.constant(null),
      ),
      due: fc.constantFrom(null, "2016-11-25"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("resolveComment" as const),
      threadId,
      outcome: fc.constantFrom(...OutcomeSchema.options),
      reason: optional(fc.constantFrom("Out of scope.", " ")),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("widenComment" as const), threadId, audience, body: optional(body) }),
  },
)

/** What happens around the comments: texts change their state and readers, people come, go and change places, words move. */
const around = fc.oneof(
  fc.record({
    what: fc.constant("state" as const),
    sectionId,
    state: fc.oneof(
      { weight: 2, arbitrary: fc.constant("open-for-comments" as const) },
      { weight: 1, arbitrary: fc.constantFrom(...SectionStateSchema.options) },
    ),
  }),
  fc.record({
    what: fc.constant("audience" as const),
    sectionId,
    audience: fc.constantFrom(...AudienceSchema.options),
  }),
  fc.record({
    what: fc.constant("member" as const),
    personId: fc.constantFrom("p-gha-2", "p-gha-9", "p-desa-2", "p-eiu-2", "p-ngo-2", "p-new-1"),
    role: fc.constantFrom("drafter", "observer", "reviewer", "clearing-authority", "chapter-lead"),
    orgId: fc.constantFrom("gha", "desa", "eiu", "ngo", "phl"),
  }),
  fc.record({ what: fc.constant("leaves" as const), personId: fc.constantFrom("p-gha-2", "p-eiu-2", "p-ngo-2") }),
  fc.record({ what: fc.constant("moves" as const), from: sectionId, to: sectionId }),
)
type Around = typeof around extends fc.Arbitrary<infer A> ? A : never

const history = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(actor, fc.nat(999), review) },
    { weight: 1, arbitrary: fc.tuple(fc.constant(null), fc.nat(999), around) },
  ),
  { minLength: 1, maxLength: 60, size: "max" },
)
type History = typeof history extends fc.Arbitrary<infer H> ? H : never

const runs = { numRuns: 80, seed: 20161123 }
const done = new Map<string, number>()

/** A publication in which there is somebody of every kind, and sections of every class are open. */
function before(): ReviewWorld {
  const world = ReviewWorld.sample()
  const observer = { orgId: "gha", role: "observer", name: "Efua Mensah", language: "en" } as const
  world.does("p-iom-1", { type: "setMember", personId: "p-gha-9", ...observer })
  world.text = ({ words }) =>
    words.quote.exact === "measure"
      ? { kind: "found", words: { quote: words.quote, blocks: ["b1"], start: undefined, end: undefined } }
      : { kind: "hits", hits: 0 }
  const hash = BlobHashSchema.parse("ab".repeat(32))
  const version = { number: 1, kind: "revision" as const, symbol: "Rev.1", title: "Rev.1", note: "" }
  const event = { type: "versionFrozen" as const, ...version, contentSha256: hash, recordSha256: hash }
  world.append(streams.publication(publicationId), event, "p-iom-1" as PersonId)
  const circulate = { type: "circulateVersion" as const, version: 1 }
  world.does("p-iom-1", { ...circulate, to: ["gha", "swe", "eiu"] as OrgId[], commentUntil: now + dayMs })
  // One whose date has passed, and one that was not asked to comment.
  world.append(streams.publication(publicationId), {
    type: "versionCirculated",
    number: 1,
    to: ["phl"] as OrgId[],
    commentUntil: now - 1,
  })
  world.does("p-iom-1", { ...circulate, to: ["ngo"] as OrgId[] })
  return world.open("s04", "s07-swe").with("s13", { audience: "writers" })
}

/** What the version says of what is asked for: it holds one paragraph of each section that comments on it name. */
function frozenFor(what: ReviewInput): FrozenWords | null {
  return what.type === "addComment" && what.version !== undefined ? frozenWords(what.version.sectionId) : null
}

const kindOnVersion = ({ onBehalf }: Extract<ReviewInput, { type: "addComment" }>) =>
  onBehalf === undefined ? "on a version" : "on a version for others"

type Act = readonly [personId: string, input: ReviewInput]

function play(steps: History, eachAct?: (world: ReviewWorld, act: Act) => void): ReviewWorld {
  const world = before()
  for (const [who, chance, what] of steps) {
    if (who === null) {
      happen(world, what, chance)
      continue
    }
    const act = actOf(world, who, chance, what)
    world.frozen = frozenFor(act[1])
    eachAct?.(world, act)
    if (world.reviews(...act) !== "done") continue
    const kind = what.type === "addComment" && what.version ? kindOnVersion(what) : what.type
    done.set(kind, (done.get(kind) ?? 0) + 1)
  }
  return world
}

/** Most of what is done to a comment is done to one that is there, and to words that are in it. */
function actOf(world: ReviewWorld, who: string, chance: number, what: ReviewInput): Act {
  const threads = [...allThreads(world.threads)]
  const thread =
    what.type === "addComment" || chance % 7 === 0 ? undefined : threads[chance % Math.max(threads.length, 1)]
  const comment = thread?.comments[chance % thread.comments.length]
  const input: ReviewInput = thread === undefined ? what : { ...what, threadId: thread.id }
  const isOfComment = (input.type === "editComment" || input.type === "deleteComment") && chance % 5 > 0
  const aimed = isOfComment && comment !== undefined ? { ...input, commentId: comment.id } : input
  const home = thread?.sectionId ?? ("sectionId" in what ? what.sectionId : undefined)
  const lead = world.state.sections[home as SectionId]?.leadPerson ?? "p-iom-1"
  const people: Record<string, string> = {
    "its author": thread?.author ?? "p-gha-2",
    "the lead": lead,
    "the focal point": `p-${thread?.organization ?? "gha"}-1`,
    "whoever wrote it": comment?.author ?? "p-ngo-1",
  }
  return [people[who] ?? who, aimed]
}

function happen(world: ReviewWorld, what: Around, chance: number): void {
  const section = "sectionId" in what ? world.state.sections[what.sectionId as SectionId] : undefined
  switch (what.what) {
    case "state":
      if (section) world.with(section.id, { state: what.state, until: null })
      break
    case "audience":
      if (section) {
        const { textClass, leadPerson, ownerOrg } = section
        const by = textClass === "national" ? `p-${ownerOrg ?? ""}-1` : leadPerson
        world.does(by, { type: "setSectionAudience", sectionId: section.id, audience: what.audience })
      }
      break
    case "member": {
      const { personId, orgId, role } = what
      const language = "en"
      world.append(`publication:${publicationId}` as StreamName, {
        type: "memberSet",
        personId: personId as PersonId,
        orgId: orgId as OrgId,
        role: role as "drafter",
        language,
      })
      break
    }
    case "leaves":
      world.does("p-iom-1", { type: "removeMember", personId: what.personId })
      break
    case "moves": {
      const [from, to] = [world.state.sections[what.from as SectionId], world.state.sections[what.to as SectionId]]
      if (!from || !to || from === to || !isReadByAtMost(world, to, from)) break
      const known = [...allThreads(world.threads)].filter((_, index) => (chance + index) % 3 > 0)
      const words = known.map(({ id: threadId }) => ({ threadId }))
      const events = moveThreads(world.state, world.threads, { from, to, words })
      if (events.length > 0) done.set("moves", (done.get("moves") ?? 0) + 1)
      for (const { stream, event } of events) world.append(stream, event, "p-iom-1" as PersonId)
      break
    }
  }
}

/** As it is where words move with their marks. */
function isReadByAtMost({ state }: ReviewWorld, to: Section, from: Section): boolean {
  return (
    AudienceSchema.options.indexOf(to.audience) <= AudienceSchema.options.indexOf(from.audience) &&
    Object.values(state.members).every((member) => !canRead(state, to, member) || canRead(state, from, member))
  )
}
type Section = NonNullable<ReviewWorld["state"]["sections"][SectionId]>

/** The same whatever a table looks like inside. */
function said(threads: Threads): unknown {
  const all = [...allThreads(threads)].toSorted((a, b) => (`${a.place} ${a.id}` < `${b.place} ${b.id}` ? -1 : 1))
  const open = [...valuesOf(threads.open)].reduce((sum, count) => sum + count, 0)
  const places = all.map(({ id }) =>
    threadsById(threads, id)
      .map(({ place }) => place as string)
      .toSorted(),
  )
  return { all, open, places, size: threads.size }
}

function fold(log: readonly Recorded[]): Threads {
  return log.reduce(applyToThreads, emptyThreads(publicationId))
}

describe("whatever people say about texts, in whatever order", { timeout: 120_000 }, () => {
  it("decides nothing that cannot be applied, nothing that changes nothing, and the same each time", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = play(steps, (world, [personId, what]) => {
          const decide = () => world.decideReview(personId, what, () => "n-1")
          const decision = decide()
          expect(decide()).toEqual(decision)
          if ("refusal" in decision) {
            expect(decision.refusal.message).toMatch(/^[^\n]*[.?]$/)
            expect(decision.refusal.message).not.toMatch(/undefined|null|\[object/)
            return
          }
          let { threads } = world
          for (const { stream, event } of decision.events) {
            const recorded = { stream, position: 1, at: now, author: personId as PersonId, event }
            expect(RecordedSchema.parse(recorded)).toEqual(recorded)
            const next = applyToThreads(threads, recorded)
            expect(next).not.toBe(threads)
            threads = next
          }
        })
        for (const thread of allThreads(world.threads)) expect(ThreadSchema.parse(thread)).toEqual(thread)
        expect(PublicationStateSchema.parse(world.state)).toEqual(world.state)
      }),
      runs,
    )
  })

  it("everybody reads what the streams that they can join hold, in whatever order those are read", () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (steps, chance) => {
        const { state, log, threads } = play(steps)
        for (const personId of people as PersonId[]) {
          const joined = log.filter(({ stream }) => canJoin(state, personId, stream))
          const seen = said(visibleThreads(threads, (stream) => canJoin(state, personId, stream)))
          expect(said(fold(joined))).toEqual(seen)
          const order = new Map(joined.map(({ stream }) => [stream, chance.next().value]))
          const shuffled = joined.toSorted((a, b) => (order.get(a.stream) ?? 0) - (order.get(b.stream) ?? 0))
          expect(said(fold(shuffled))).toEqual(seen)
        }
        expect(said(fold(log))).toEqual(said(threads))
      }),
      runs,
    )
  })

  it("nobody can join a stream in which a thread lives that is not for them, or on a text that they cannot read", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { state, threads } = play(steps)
        for (const thread of allThreads(threads)) {
          if (thread.isGone) continue
          for (const member of Object.values(state.members)) {
            if (!canJoin(state, member.personId, thread.place)) continue
            const section = thread.sectionId === null ? null : state.sections[thread.sectionId]
            if (section === undefined || (section !== null && !canRead(state, section, member))) {
              expect.unreachable(`${member.personId} reads ${thread.id} on ${thread.sectionId ?? "all"} unseen`)
            }
            const { version } = thread
            if (section === null && version !== undefined && !canReadVersion(state, member.personId, version.number)) {
              expect.unreachable(`${member.personId} reads ${thread.id} on a version unseen`)
            }
            if (!isFor(state, thread, member)) expect.unreachable(`${member.personId} reads ${thread.id}`)
          }
        }
      }),
      runs,
    )
  })

  it("what is hidden from somebody changes no answer that they get", () => {
    fc.assert(
      fc.property(history, person, review, (steps, asker, next) => {
        const { state, threads } = play(steps)
        const personId = asker as PersonId
        const mine = visibleThreads(threads, (stream) => canJoin(state, personId, stream))
        // The one exception: an id that a hidden thread has is given to no other.
        const wanted = "threadId" in next ? (next.threadId as ThreadId | undefined) : undefined
        const isTaken = wanted !== undefined && next.type === "addComment" && threadsById(threads, wanted).length > 0
        fc.pre(!isTaken || threadsById(mine, wanted).length > 0)
        const command = ReviewCommandSchema.parse({ publicationId, ...next })
        const by = { personId, at: now, newId: () => "n-1" }
        // What it rests on is for whoever appends, not for whoever asked.
        const answer = (decision: ReviewDecision) =>
          "refusal" in decision ? decision : { ...decision.plan, restsOn: [] }
        expect(answer(decideReview(state, threads, command, by, frozenFor(next)))).toEqual(
          answer(decideReview(visibleTo(state, personId), mine, command, by, frozenFor(next))),
        )
      }),
      { ...runs, numRuns: 300 },
    )
  })

  it("what drafters write is read outside their delegation by no way but their focal point's", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = before()
        for (const [who, chance, what] of steps) {
          if (who === null) continue
          const [personId, input] = actOf(world, who, chance, what)
          const member = world.state.members[personId as PersonId]
          const length = world.log.length
          world.frozen = frozenFor(input)
          world.reviews(personId, input)
          if (member?.role !== "drafter") continue
          for (const { stream } of world.log.slice(length)) {
            const outside = Object.values(world.state.members).filter(
              (reader) => reader.orgId !== member.orgId && canJoin(world.state, reader.personId, stream),
            )
            expect(outside).toEqual([])
          }
        }
      }),
      runs,
    )
  })

  it("somebody did each kind of thing", () => {
    const kinds = ReviewCommandSchema.options.map(({ shape }) => shape.type.value as string)
    expect([...done.keys()].sort()).toEqual([...kinds, "on a version", "on a version for others", "moves"].sort())
  })
})

function isFor(state: ReviewWorld["state"], thread: Thread, member: Parameters<typeof isOfOrganization>[1]): boolean {
  const { organization, audience, author, place, sectionId } = thread
  const isOwn = member.personId === author || isOfOrganization(state, member, organization)
  if (audience === "delegation") return isOwn
  if (audience === "secretariat") return isOwn || isOfSecretariat(state, member)
  if (place.startsWith("review:")) return true
  const owner = sectionId === null ? undefined : state.sections[sectionId]?.ownerOrg
  return isOwn || isOfSecretariat(state, member) || owner === undefined || isOfOrganization(state, member, owner)
}
