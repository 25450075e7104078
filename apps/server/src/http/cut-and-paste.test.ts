import {
  done,
  idsOf,
  linesOf,
  moveIn,
  openText,
  openWorld,
  type Person,
  refused,
  textOf,
  type World,
  writersOf,
} from "@codraft/server/testing"
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

/** Does something to the text as an editor does, and waits until that is in the log; answers what was seen before. */
async function edits(person: Person, sectionId: string, act: (root: Y.XmlElement) => void): Promise<Y.Doc> {
  const { doc, sends } = await openText(person, sectionId)
  const seen = new Y.Doc()
  Y.applyUpdate(seen, Y.encodeStateAsUpdate(doc))
  expect(await sends(act)).toBe("receipted")
  return seen
}

/** All blocks of the text, also empty ones. */
async function blockIds(person: Person, sectionId: string): Promise<(string | undefined)[]> {
  const { root } = await openText(person, sectionId)
  return blocksIn(root).map((block) => block.getAttribute("s_id"))
}

const blocksIn = (root: Y.XmlElement) => root.toArray().filter((child) => child instanceof Y.XmlElement)
const named = (root: Y.XmlElement, id: string) =>
  blocksIn(root).find((block) => block.getAttribute("s_id") === id) ?? new Y.XmlElement("nothing")
function charactersIn(element: Y.XmlElement): number {
  return element.toArray().reduce((sum, child) => {
    if (child instanceof Y.XmlText)
      return sum + child.toDelta().reduce((n: number, run: { insert: string }) => n + run.insert.length, 0)
    return child instanceof Y.XmlElement ? sum + charactersIn(child) : sum
  }, 0)
}

/** What an editor says of what it has cut. */
function claimOf(seen: Y.Doc, blockIds: readonly string[]) {
  const root = seen.get("root-v2", Y.XmlElement)
  const characters = blockIds.reduce((sum, id) => sum + charactersIn(named(root, id)), 0)
  return { blockIds, characters, seen: Buffer.from(Y.encodeStateVector(seen)).toString("base64") }
}

async function cuts(person: Person, sectionId: string, blockIds: readonly string[]) {
  const seen = await edits(person, sectionId, (root) => {
    for (const id of blockIds) root.delete(root.toArray().indexOf(named(root, id)), 1)
  })
  return claimOf(seen, blockIds)
}

/** All words of a line are cut: the line stays, empty, as another block. */
async function empties(person: Person, sectionId: string, id: string) {
  const seen = await edits(person, sectionId, (root) => {
    const line = named(root, id)
    line.delete(0, line.length)
    line.setAttribute("s_id", "left-behind")
  })
  return claimOf(seen, [id])
}

const paste = (cut: object, change: object = {}) => ({
  type: "pastePassage",
  fromSectionId: messages,
  toSectionId: conclusions,
  cut,
  place: null,
  ...change,
})
const undo = (moveId: string) => ({ type: "undoPassageMove", moveId })

/** Has the text as it is now, and writes at the beginning of a line of it later, not knowing what has happened meanwhile. */
async function knowsOnly(person: Person, sectionId: string) {
  const { sends } = await openText(person, sectionId)
  return async (id: string, words: string): Promise<void> => {
    expect(await sends((root) => (named(root, id).get(0) as Y.XmlText).insert(0, words))).toBe("receipted")
  }
}

describe("what others write into blocks that are cut and pasted", () => {
  it("is with them, in their names, whether it comes before the paste or after", async () => {
    const [first = ""] = await idsOf(nasrin, messages)
    const [words] = await linesOf(nasrin, messages)
    const [early, late] = [await knowsOnly(amara, messages), await knowsOnly(amara, messages)]
    const cut = await cuts(nasrin, messages, [first])
    await early(first, "Before the paste. ")
    await done(await nasrin.command(paste(cut)))
    expect((await linesOf(amara, conclusions)).at(-1)).toBe(`Before the paste. ${words}`)
    await late(first, "After it. ")
    expect((await linesOf(amara, conclusions)).at(-1)).toMatch(/^(Before the paste. |After it. ){2}/u)
    expect((await linesOf(amara, conclusions)).at(-1)).toContain(words)
    const authors = (await world.storage.log.read("text:s12", 0)).slice(-3).map(({ author }) => author)
    expect(authors).toEqual(["p-bgd-1", "p-iom-1", "p-iom-1"])
    expect((await linesOf(amara, messages)).join()).not.toMatch(/the paste|After it/u)
  })

  it("goes along also where the line itself has stayed, empty", async () => {
    const words = (await textOf(nasrin, messages)).blocks.find(({ type }) => type === "paragraph")?.id ?? ""
    const late = await knowsOnly(amara, messages)
    await done(await nasrin.command(paste(await empties(nasrin, messages, words))))
    await late(words, "Late. ")
    expect((await linesOf(amara, conclusions)).at(-1)).toMatch(/^Late\. ./u)
    expect((await linesOf(amara, messages)).join()).not.toContain("Late. ")
  })
})

describe("blocks that are cut out of one section and pasted into another", () => {
  it("have moved: they are what they were, in one step with facts of both, and go back in another", async () => {
    const [source, target] = [await textOf(nasrin, messages), await textOf(nasrin, conclusions)]
    const chosen = source.blocks.slice(1, 3)
    const cut = await cuts(
      nasrin,
      messages,
      chosen.map(({ id }) => id ?? ""),
    )
    const place = { blockId: target.blocks[1]?.id, side: "before" }
    const answer = await done(await nasrin.command(paste(cut, { place })))
    expect(answer.events.map(({ stream, event }) => `${stream} ${event.type}`).toSorted()).toEqual([
      "review:s12 threadCopied",
      "review:s13 threadGone",
      "section:s12 passageCome",
      "section:s13 passageGone",
    ])
    const [head, ...rest] = target.blocks
    expect((await idsOf(nasrin, conclusions)).slice(0, 3)).toEqual([head, ...chosen].map((block) => block?.id))
    expect((await textOf(nasrin, conclusions)).blocks).toHaveLength(rest.length + 3)
    await done(await nasrin.command(undo(moveIn(answer))))
    expect(await textOf(nasrin, messages)).toEqual(source)
    expect(await textOf(nasrin, conclusions)).toEqual(target)
  })

  it("keep their authors, in the name of whoever pasted them", async () => {
    const [first = ""] = await idsOf(nasrin, messages)
    await edits(nasrin, messages, (root) => {
      const run = named(root, first).get(0) as Y.XmlText
      run.insert(run.length, " Nasrin was here.")
    })
    const known = await writersOf(amara, messages, "was here.")
    expect(known.at(-1)).toEqual(["Nasrin Talukdar", " Nasrin was here."])
    await done(await amara.command(paste(await cuts(amara, messages, [first]))))
    expect(await writersOf(amara, conclusions, "was here.")).toEqual(known)
    expect((await world.storage.log.read("text:s12", 0)).at(-1)?.author).toBe("p-iom-1")
  })

  it("come in the place of an empty line, and leave none behind when they go back", async () => {
    const [source, before] = [await textOf(nasrin, messages), await blockIds(nasrin, messages)]
    const words = source.blocks.find(({ type }) => type === "paragraph")?.id ?? ""
    const cut = await empties(nasrin, messages, words)
    expect(await blockIds(nasrin, messages)).toContain("left-behind")
    const [at = ""] = await idsOf(nasrin, conclusions)
    await edits(nasrin, conclusions, (root) => {
      const line = new Y.XmlElement("paragraph")
      line.setAttribute("s_id", "empty-line")
      root.insert(1, [line])
    })
    const place = { blockId: "empty-line", side: "instead" }
    const answer = await done(await nasrin.command(paste(cut, { place })))
    expect((await blockIds(nasrin, conclusions)).slice(0, 2)).toEqual([at, words])
    expect(await blockIds(nasrin, conclusions)).not.toContain("empty-line")
    await done(await nasrin.command(undo(moveIn(answer))))
    expect(await textOf(nasrin, messages)).toEqual(source)
    expect(await blockIds(nasrin, messages)).toEqual(before)
  })

  it("bring their footnotes", async () => {
    const source = await textOf(amara, "s02")
    const at = source.blocks.find(({ content = [] }) => content.some((part) => "note" in part))?.id ?? "none"
    const cut = await cuts(amara, "s02", [at])
    const notes = (await textOf(amara, "s03")).footnotes?.length ?? 0
    await done(await amara.command(paste(cut, { fromSectionId: "s02", toSectionId: "s03" })))
    expect((await textOf(amara, "s03")).footnotes?.length).toBeGreaterThan(notes)
  })

  it("have moved once: what is pasted again, or stands in its section again, is a copy", async () => {
    const [first = "", second = ""] = await idsOf(nasrin, messages)
    const cut = await cuts(nasrin, messages, [first])
    const answer = await done(await nasrin.command(paste(cut)))
    expect(await refused(await nasrin.command(paste(cut)))).toBe("409 passage-pasted")
    await done(await nasrin.command(undo(moveIn(answer))))
    expect(await refused(await nasrin.command(paste(cut)))).toBe("409 passage-not-cut")
    const again = await cuts(nasrin, messages, [first])
    await done(await nasrin.command(paste(again)))
    expect((await idsOf(nasrin, conclusions)).at(-1)).toBe(first)
    expect(second).not.toBe("")
  })

  it("stay cut, and nothing is pasted, where rights, texts or the log tell otherwise", async () => {
    const [first = "", second = "", third = ""] = await idsOf(nasrin, messages)
    const cut = await cuts(nasrin, messages, [first])
    const theirs = await cuts(amara, messages, [second])
    const place = { blockId: "nowhere", side: "instead" }
    const cases: [object, string][] = [
      [paste(theirs), "409 passage-not-cut"],
      [paste({ ...cut, blockIds: [third] }), "409 passage-not-cut"],
      [paste({ ...cut, blockIds: ["nowhere"] }), "409 passage-not-cut"],
      [paste({ ...cut, blockIds: [first, first] }), "409 passage-not-cut"],
      [paste({ ...cut, characters: cut.characters + 1 }), "409 passage-not-cut"],
      [paste({ ...cut, seen: "/////w==" }), "409 passage-not-cut"],
      [paste(cut, { place }), "409 passage-place-gone"],
      [paste(cut, { toSectionId: messages }), "409 passage-same-section"],
      [paste(cut, { toSectionId: "s02" }), "409 passage-not-taken"],
      [paste(cut, { fromSectionId: "s02", toSectionId: messages }), "409 passage-stays"],
      [paste(cut, { toSectionId: "s07-swe" }), "404 not-found"],
      [paste(cut, { fromSectionId: "s07-swe" }), "404 not-found"],
      [paste({ ...cut, blockIds: [] }), "400 malformed-request"],
      [paste({ ...cut, seen: "not base64!" }), "400 malformed-request"],
      [paste({ ...cut, characters: -1 }), "400 malformed-request"],
      [paste(cut, { place: { blockId: first, side: "inside" } }), "400 malformed-request"],
    ]
    const before = [await textOf(nasrin, messages), await textOf(nasrin, conclusions)]
    for (const [command, expected] of cases)
      expect([command, await refused(await nasrin.command(command as never))]).toEqual([command, expected])
    expect([await textOf(nasrin, messages), await textOf(nasrin, conclusions)]).toEqual(before)
  })

  it("come to more readers only when that is confirmed", async () => {
    const editor = {
      type: "addSection",
      title: "Notes",
      textClass: "secretariat",
      leadPerson: "p-iom-1",
      language: "en",
    }
    const added = await done(await amara.command(editor))
    const notes = (added.events[0]?.event as { sectionId?: string } | undefined)?.sectionId ?? ""
    await edits(amara, notes, (root) => {
      const line = new Y.XmlElement("paragraph")
      line.setAttribute("s_id", "of-the-notes")
      line.insert(0, [new Y.XmlText("For our eyes.")])
      root.insert(0, [line])
    })
    const command = paste(await cuts(amara, notes, ["of-the-notes"]), { fromSectionId: notes })
    expect(await refused(await amara.command(command))).toBe("409 passage-widens")
    await done(await amara.command({ ...command, widens: true }))
    expect((await idsOf(amara, conclusions)).at(-1)).toBe("of-the-notes")
  })
})
