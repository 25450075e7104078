import { describe, expect, it } from "vitest"
import { ReviewWorld } from "../testing/review-world.ts"
import { answerOf } from "./register.ts"
import { CommentIdSchema, reviewBounds } from "./thread.ts"

/** A comment by a reviewer on a text of the secretariat, led by p-iom-2 and written by p-iom-3 and p-desa-1 too. */
function commented(): ReviewWorld {
  const world = ReviewWorld.sample()
  world.comments("p-ngo-1", "s02", "k")
  return world
}

const reply = (body: string, commentId?: string) =>
  ({ type: "replyToComment", threadId: "k", body, ...(commentId === undefined ? {} : { commentId }) }) as const
const edit = (commentId: string, body: string) => ({ type: "editComment", threadId: "k", commentId, body }) as const
const remove = (commentId: string) => ({ type: "deleteComment", threadId: "k", commentId }) as const
const bodies = (world: ReviewWorld) => world.thread("k").comments.map(({ body }) => body)

describe("a reply", () => {
  it("by those who write the text answers a comment, by its author opens it again, by others does neither", () => {
    const world = commented()
    const state = () => world.thread("k").state
    expect(world.reviews("p-gha-1", reply("We agree."))).toBe("done")
    expect(state()).toBe("open")
    expect(world.reviews("p-iom-3", reply("It is in the tables now."))).toBe("done")
    expect(state()).toBe("answered")
    expect(world.reviews("p-gha-1", reply("Thank you."))).toBe("done")
    expect(state()).toBe("answered")
    expect(world.reviews("p-ngo-1", reply("Not in all of them."))).toBe("done")
    expect(state()).toBe("open")
  })

  it("by somebody who writes the text to their own comment is no answer", () => {
    const world = ReviewWorld.sample()
    world.comments("p-iom-2", "s02", "k")
    world.reviews("p-iom-2", reply("And one more thing."))
    expect(world.thread("k").state).toBe("open")
  })

  it("to what an organisation said by another way is an answer, also by whoever recorded that", () => {
    const world = ReviewWorld.sample()
    world.comments("p-iom-1", "s02", "k", { onBehalf: { organization: "ngo", source: "e-mail", date: "2016-10-30" } })
    world.reviews("p-iom-1", reply("It is in the tables now."))
    expect(world.thread("k").state).toBe("answered")
    expect(answerOf(world.state, world.thread("k"))).toBe("It is in the tables now.")
  })

  it("by a co-author of joint text is what their delegation says, not the answer", () => {
    const world = ReviewWorld.sample()
    world.comments("p-can-1", "s11", "k", { audience: "section" })
    world.reviews("p-bgd-1", reply("We prefer it as it is."))
    expect(world.thread("k").state).toBe("open")
    world.reviews("p-iom-2", reply("We keep both views."))
    expect(world.thread("k").state).toBe("answered")
  })

  it("is posted once, however often it is sent under its id", () => {
    const world = commented()
    expect(world.reviews("p-gha-1", reply("We agree.", "r1"))).toBe("done")
    expect(world.reviews("p-gha-1", reply("We agree.", "r1"))).toBe("nothing to do")
    expect(world.reviews("p-swe-1", reply("We agree.", "r1"))).toBe("comment-id-taken")
    expect(bodies(world)).toEqual(["Say more.", "We agree."])
  })

  it("goes on under revision, and ends with the discussion of the text", () => {
    const world = commented().with("s02", { state: "under-revision" })
    expect(world.reviews("p-ngo-1", reply("One more thing."))).toBe("done")
    world.with("s02", { state: "closed", until: null })
    expect(world.reviews("p-iom-2", reply("Too late."))).toBe("closed")
    expect(world.reviews("p-ngo-1", edit("k", "Say less."))).toBe("closed")
  })

  it("comes from those who read the comment; for others there is none", () => {
    const world = ReviewWorld.sample()
    world.comments("p-gha-1", "s02", "k")
    for (const personId of ["p-iom-1", "p-swe-1", "p-ngo-1", "p-gsu-1"]) {
      for (const input of [reply("x"), edit("k", "x"), remove("k"), { ...reply("x"), threadId: "no-such" }]) {
        expect(world.reviews(personId, input)).toBe("no-such-comment")
      }
    }
    expect(world.reviews("p-nobody", reply("x"))).toBe("not-a-member")
    world.does("p-iom-1", { type: "removeMember", personId: "p-gha-1" })
    expect(world.reviews("p-gha-1", reply("x"))).toBe("not-a-member")
  })

  it("finds room for a thousand comments and a quarter of a million characters", () => {
    const world = commented()
    const { commentsPerThreadMax, threadCharactersMax, bodyCharactersMax } = reviewBounds
    for (let n = 1; n < commentsPerThreadMax; n += 1) {
      const { place, id: threadId } = world.thread("k")
      const commentId = CommentIdSchema.parse(`r${n}`)
      world.threads = world.fold({ type: "commentReplied", place, threadId, commentId, body: "x", isAnswer: false })
    }
    expect(world.reviews("p-gha-1", reply("One more."))).toBe("too-many-replies")

    const long = commented()
    const times = Math.floor(threadCharactersMax / bodyCharactersMax)
    for (let n = 1; n < times; n += 1)
      expect(long.reviews("p-gha-1", reply("x".repeat(bodyCharactersMax)))).toBe("done")
    expect(long.reviews("p-gha-1", reply("x".repeat(bodyCharactersMax)))).toBe("thread-too-long")
    expect(long.reviews("p-ngo-1", edit("k", "x".repeat(bodyCharactersMax + 1)))).toBe("comment-too-long")
    expect(long.reviews("p-ngo-1", edit("k", "x".repeat(bodyCharactersMax)))).toBe("done")
    expect(long.reviews("p-gha-1", reply("x"))).toBe("thread-too-long")
  })
})

describe("an edit", () => {
  it("changes one's own words, and says when", () => {
    const world = commented()
    expect(world.reviews("p-ngo-1", edit("k", " Say more. "))).toBe("nothing to do")
    expect(world.reviews("p-ngo-1", edit("k", "Say less."))).toBe("done")
    expect(world.thread("k").comments).toMatchObject([{ body: "Say less.", editedAt: world.at }])
    expect(world.reviews("p-iom-1", edit("k", "Say nothing."))).toBe("not-your-comment")
    expect(world.reviews("p-ngo-1", edit("no-such", "x"))).toBe("no-such-comment")
    expect(world.reviews("p-ngo-1", edit("k", "@{p-gsu-1}"))).toBe("mention-unread")
    expect(world.reviews("p-ngo-1", edit("k", " "))).toBe("comment-empty")
  })
})

describe("a deletion", () => {
  it("takes the words of one's own reply away, and leaves that there was one", () => {
    const world = commented()
    world.reviews("p-gha-1", reply("We agree.", "r1"))
    expect(world.reviews("p-ngo-1", remove("r1"))).toBe("not-your-comment")
    expect(world.reviews("p-gha-1", remove("r1"))).toBe("done")
    expect(world.thread("k").comments[1]).toMatchObject({ body: "", isDeleted: true, author: "p-gha-1" })
    expect(world.reviews("p-gha-1", remove("r1"))).toBe("nothing to do")
    expect(world.reviews("p-gha-1", edit("r1", "Again."))).toBe("comment-deleted")
    expect(world.reviews("p-ngo-1", remove("k"))).toBe("first-comment-stays")
  })
})

describe("what is settled", () => {
  it("takes no more words until it is reopened", () => {
    const world = commented()
    world.reviews("p-gha-1", reply("We agree.", "r1"))
    world.reviews("p-iom-2", { type: "resolveComment", threadId: "k", outcome: "accepted" })
    expect(world.reviews("p-gha-1", reply("x"))).toBe("comment-resolved")
    expect(world.reviews("p-gha-1", edit("r1", "x"))).toBe("comment-resolved")
    expect(world.reviews("p-gha-1", remove("r1"))).toBe("comment-resolved")
    world.reviews("p-ngo-1", { type: "reopenComment", threadId: "k" })
    world.reviews("p-ngo-1", { type: "withdrawComment", threadId: "k" })
    expect(world.reviews("p-gha-1", reply("x"))).toBe("comment-withdrawn")
  })
})
