import { done, idsOf, linesOf, moveIn, openText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let amara: Person
let nasrin: Person
beforeEach(async () => {
  world = await openWorld()
  ;[amara, nasrin] = [await world.signIn("p-iom-1"), await world.signIn("p-bgd-1")]
})
afterEach(() => world.close())

const [messages, conclusions] = ["s13", "s12"]

const run = (root: Y.XmlElement, at: number) => (root.get(at) as Y.XmlElement).get(0) as Y.XmlText
const idOf = async (person: Person, sectionId: string, at: number) => (await idsOf(person, sectionId))[at] ?? ""

const move = (from: string, to: string, blockIds: string[], change: object = {}) => ({
  type: "movePassage",
  fromSectionId: from,
  toSectionId: to,
  blockIds,
  widens: true,
  ...change,
})

describe("somebody who comes back with what was written while the passage moved", () => {
  it("finds it in the passage, as their own, and what was for the rest of the section there", async () => {
    const before = await linesOf(nasrin, messages)
    const offline = await openText(nasrin, messages)
    const rest = offline.root
      .toArray()
      .findIndex((block, i) => i > 0 && (block as Y.XmlElement).nodeName === "paragraph")
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    const answer = await offline.sends((root) => {
      run(root, 0).insert(0, "A whole day of work. ")
      run(root, rest).insert(0, "And more. ")
    })
    expect(answer).toBe("receipted")
    expect((await linesOf(nasrin, conclusions)).at(-1)).toBe(`A whole day of work. ${before[0]}`)
    expect((await linesOf(nasrin, messages))[rest - 1]).toBe(`And more. ${before[rest]}`)
    const entry = (await world.storage.log.read("text:s12", 0)).at(-1)
    expect(entry?.author).toBe("p-bgd-1")
  })

  it("finds it there also when their device has heard of the move before it sends the words", async () => {
    const [first] = await linesOf(nasrin, messages)
    const offline = await openText(nasrin, messages)
    const words = offline.writes((root) => {
      run(root, 0).delete(0, 4)
      run(root, 0).insert(0, "Written before. ")
    })
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    await offline.hears()
    expect(await offline.brings([words, Y.encodeStateAsUpdate(offline.doc)])).toBe("receipted")
    expect((await linesOf(nasrin, conclusions)).at(-1)).toBe(`Written before. ${first?.slice(4)}`)
  })

  it("finds paragraphs that were added to it there as well, and nowhere else", async () => {
    const [first] = await linesOf(nasrin, messages)
    const offline = await openText(nasrin, messages)
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    await offline.sends((root) => {
      const added = new Y.XmlElement("paragraph")
      added.insert(0, [new Y.XmlText("Added.")])
      root.insert(1, [added])
    })
    expect((await linesOf(nasrin, conclusions)).slice(-2)).toEqual([first, "Added."])
    expect(await linesOf(nasrin, messages)).not.toContain("Added.")
  })

  it("finds it where the passage has gone on to, and back, and in the section that it was merged into", async () => {
    const [first, second] = await linesOf(nasrin, messages)
    const offline = await openText(amara, messages)
    const [one, two] = [await idOf(amara, messages, 0), await idOf(amara, messages, 1)]
    const moveId = moveIn(await done(await amara.command(move(messages, conclusions, [one, two]))))
    await done(await amara.command({ type: "undoPassageMove", moveId }))
    expect(await offline.sends((root) => run(root, 0).insert(0, "Back. "))).toBe("receipted")
    expect((await linesOf(nasrin, messages)).slice(0, 2)).toEqual([`Back. ${first}`, second])

    await done(await amara.command(move(messages, conclusions, [one])))
    await done(
      await amara.command({ type: "mergeSections", fromSectionId: conclusions, intoSectionId: "s14", widens: true }),
    )
    expect(await offline.sends((root) => run(root, 0).insert(run(root, 0).length, " Far."))).toBe("receipted")
    expect(await linesOf(amara, "s14")).toContain(`Back. ${first} Far.`)
  })

  it("finds it in the section into which theirs was merged", async () => {
    const [first] = await linesOf(nasrin, messages)
    const offline = await openText(nasrin, messages)
    await done(
      await amara.command({ type: "mergeSections", fromSectionId: messages, intoSectionId: conclusions, widens: true }),
    )
    expect(await offline.sends((root) => run(root, 0).insert(0, "Kept. "))).toBe("receipted")
    expect(await linesOf(nasrin, conclusions)).toContain(`Kept. ${first}`)
  })
})

describe("somebody who may not write where the passage is now", () => {
  it("is refused, with nothing put anywhere, and so is offered the words", async () => {
    const offline = await openText(nasrin, messages)
    const before = (await world.storage.log.read("text:s13", 0)).length
    await done(await amara.command(move(messages, "s01", [await idOf(amara, messages, 0)])))
    expect(await offline.sends((root) => run(root, 0).insert(0, "Not there. "))).toBe("passage-moved-on")
    expect(await world.storage.log.read("text:s13", 0)).toHaveLength(before + 1)
    expect(JSON.stringify(await linesOf(amara, "s01"))).not.toContain("Not there.")
  })
})
