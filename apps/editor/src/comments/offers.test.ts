import {
  apply,
  applyToThreads,
  completeReview,
  decideReview,
  emptyPublication,
  emptyThreads,
  type PersonId,
  type Publication,
  type Recorded,
  type ReviewCommand,
  type SectionId,
  type Thread,
  type ThreadId,
  type Threads,
  threadsById,
} from "@codraft/publication"
import { sampleEvents, samplePublication } from "@codraft/publication/sample"
import { beforeEach, describe, expect, it } from "vitest"
import { usualFilter, passes } from "./filter.ts"
import { grouped } from "./grouped.ts"
import { newCommentOffers, offersFor } from "./offers.ts"

const seededAt = Date.UTC(2026, 10, 24, 8)
const at = seededAt + 3_600_000
const introduction = "s02" as SectionId

let publication: Publication
let threads: Threads
let count: number
beforeEach(() => {
  const { id } = samplePublication.publication
  publication = sampleEvents(seededAt)
    .toSorted((a, b) => a.at - b.at)
    .reduce((state, event, index) => apply(state, { position: index + 1, ...event }), emptyPublication(id))
  threads = emptyThreads(id)
  count = 0
})

const asking = (who: string) => ({ publication, threads, personId: who as PersonId, at })

/** Does what a command does, as the server would. */
function does(who: string, command: ReviewCommand): void {
  const personId = who as PersonId
  const decision = decideReview(publication, threads, command, { personId, at, newId: () => `new-${(count += 1)}` })
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  const done = completeReview(publication, decision.plan, null)
  if ("refusal" in done) throw new Error(done.refusal.message)
  for (const { stream, event } of done.events) {
    const recorded: Recorded = { stream, position: (count += 1), at: at + count, author: personId, event }
    publication = apply(publication, recorded)
    threads = applyToThreads(threads, recorded)
  }
}

function comments(who: string, body = "Say when.", sectionId = introduction): Thread {
  const threadId = `t-${(count += 1)}` as ThreadId
  const { id: publicationId } = publication
  does(who, { type: "addComment", publicationId, sectionId, threadId, body, targets: [], kind: "factual" })
  return thread(threadId)
}

function thread(id: ThreadId): Thread {
  const [found] = threadsById(threads, id)
  if (!found) throw new Error(`no thread ${id}`)
  return found
}

describe("what is offered for a new comment", () => {
  const audiences = (who: string, sectionId = introduction) =>
    newCommentOffers(asking(who), sectionId).audiences.map(({ audience }) => audience)

  it("on the publication as a whole is as on a section, and nothing for those who only look on", () => {
    const offered = newCommentOffers(asking("p-swe-1"), null)
    expect(offered.audiences).toEqual([
      { audience: "delegation", isForStateFirst: false },
      { audience: "secretariat", isForStateFirst: false },
      { audience: "section", isForStateFirst: false },
    ])
    expect(offered.usual).toBe("delegation")
    const onlookers = Object.values(publication.members).filter(({ role }) => role === "observer")
    expect(onlookers.length).toBeGreaterThan(0)
    for (const { personId } of onlookers) {
      const { audiences: none, refusal } = newCommentOffers(asking(personId), null)
      expect([none, refusal?.code]).toEqual([[], "observers-comment-on-sections"])
    }
  })

  it("is every audience to a focal point, and the own delegation to begin with", () => {
    expect(audiences("p-swe-1")).toEqual(["delegation", "secretariat", "section"])
    expect(newCommentOffers(asking("p-swe-1"), introduction).usual).toBe("delegation")
  })

  it("is the own delegation alone to whoever drafts for one", () => {
    expect(audiences("p-swe-2")).toEqual(["delegation"])
  })

  it("is all readers to begin with for somebody of no delegation", () => {
    expect(newCommentOffers(asking("p-desa-1"), introduction).usual).toBe("section")
  })

  it("tells that a State sees a comment on its text before others do", () => {
    const { audiences: offered } = newCommentOffers(asking("p-iom-1"), "s07-phl" as SectionId)
    expect(offered.find(({ audience }) => audience === "section")?.isForStateFirst).toBe(true)
  })

  it("is nothing, with the reason, where there is no time for comments", () => {
    const { audiences: offered, refusal } = newCommentOffers(asking("p-desa-1"), "s06" as SectionId)
    expect(offered).toEqual([])
    expect(refusal?.message).toBeTruthy()
  })
})

describe("what is offered with a thread", () => {
  it("is settling to the lead, and not to its author", () => {
    const one = comments("p-desa-1")
    expect(offersFor(asking("p-iom-2"), one)).toMatchObject({
      reply: true,
      settle: true,
      assign: true,
      withdraw: false,
    })
    expect(offersFor(asking("p-desa-1"), one)).toMatchObject({
      reply: true,
      settle: false,
      withdraw: true,
      classify: true,
    })
  })

  it("is changing what one said oneself; only a reply can go", () => {
    const { id } = comments("p-desa-1")
    const of = { publicationId: publication.id, threadId: id }
    does("p-iom-2", { type: "replyToComment", ...of, body: "In October." })
    does("p-desa-1", { type: "replyToComment", ...of, body: "Thank you." })
    const [first, answer, thanks] = thread(id).comments.map((comment) => comment.id)
    const own = offersFor(asking("p-desa-1"), thread(id))
    expect([...own.edit]).toEqual([first, thanks])
    expect([...own.remove]).toEqual([thanks])
    expect([...offersFor(asking("p-iom-2"), thread(id)).remove]).toEqual([answer])
  })

  it("is reopening once it is settled, and no reply before that", () => {
    const { id } = comments("p-desa-1")
    does("p-iom-2", { type: "resolveComment", publicationId: publication.id, threadId: id, outcome: "noted" })
    expect(offersFor(asking("p-desa-1"), thread(id))).toMatchObject({ reply: false, reopen: true, withdraw: false })
  })

  it("is opening an internal comment to others, to the focal point alone", () => {
    const one = comments("p-swe-2")
    expect(offersFor(asking("p-swe-1"), one).widenTo).toEqual(["secretariat", "section"])
    expect(offersFor(asking("p-swe-2"), one).widenTo).toEqual([])
  })
})

describe("which threads are shown", () => {
  const shows = (one: Thread, filter: Partial<typeof usualFilter>, who = "p-iom-2") =>
    passes({ ...usualFilter, ...filter }, one, who as PersonId)

  it("follows state, kind, organisation, whose it is and whether it waits", () => {
    const one = comments("p-desa-1")
    expect(shows(one, {})).toBe(true)
    expect(shows(one, { kind: "editorial" })).toBe(false)
    expect(shows(one, { organization: one.organization, kind: "factual" })).toBe(true)
    expect(shows(one, { isMine: true })).toBe(false)
    expect(shows(one, { isMine: true }, "p-desa-1")).toBe(true)
    does("p-iom-2", { type: "replyToComment", publicationId: publication.id, threadId: one.id, body: "In October." })
    expect(shows(thread(one.id), { isUnanswered: true })).toBe(false)
    expect(shows(thread(one.id), { isMine: true })).toBe(true)
    does("p-iom-2", { type: "resolveComment", publicationId: publication.id, threadId: one.id, outcome: "noted" })
    expect(shows(thread(one.id), {})).toBe(false)
    expect(shows(thread(one.id), { state: "resolved" })).toBe(true)
  })

  it("counts what is left out, and never leaves out the current one", () => {
    const [a, b] = [comments("p-desa-1"), comments("p-ngo-1")]
    const places = { tops: new Map(), order: [], lost: new Set<string>() }
    const filter = { ...usualFilter, kind: "editorial" as const }
    const { general, hiddenCount } = grouped([a, b], places, { filter, current: b.id, personId: "p-iom-2" as PersonId })
    expect(general).toEqual([b])
    expect(hiddenCount).toBe(1)
  })
})
