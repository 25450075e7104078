import {
  done,
  idsOf,
  moveIn,
  openText,
  openWorld,
  type Person,
  refused,
  type TextNow,
  textOf,
  type World,
  writersOf,
} from "@codraft/server/testing"
import { decodeMessage, encodeMessage } from "@codraft/sync/protocol"
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

/** Items of lists in the sample are called alike in several sections, and get other ids in another one. */
function wordsOf(blocks: TextNow["blocks"]): string[] {
  return blocks.map((block) => JSON.stringify(block, (key, value: unknown) => (key === "id" ? undefined : value)))
}
/** Types at the end of the first line, and waits until that is in the log. */
async function types(person: Person, sectionId: string, words: string): Promise<void> {
  const { sends } = await openText(person, sectionId)
  const answer = await sends((root) => {
    const line = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText
    line.insert(line.length, words)
  })
  expect(answer).toBe("receipted")
}

const move = (blockIds: string[], change: object = {}) => ({
  type: "movePassage",
  fromSectionId: messages,
  toSectionId: conclusions,
  blockIds,
  ...change,
})
const undo = (moveId: string) => ({ type: "undoPassageMove", moveId })

describe("a passage on its way to another section", () => {
  it("is there in one step, with facts of both sections, and back in another", async () => {
    const [source, target] = [await textOf(nasrin, messages), await textOf(nasrin, conclusions)]
    const [first, second] = source.blocks
    const before = target.blocks[1]?.id
    const answer = await done(
      await nasrin.command(move([first?.id ?? "", second?.id ?? ""], { beforeBlockId: before })),
    )
    const facts = answer.events.filter(({ stream }) => stream.startsWith("section:"))
    expect(facts.map(({ stream, event }) => `${stream} ${event.type}`).toSorted()).toEqual([
      "section:s12 passageCome",
      "section:s13 passageGone",
    ])
    expect((await textOf(nasrin, messages)).blocks).toEqual(source.blocks.slice(2))
    const [head, ...rest] = target.blocks
    const there = (await textOf(nasrin, conclusions)).blocks
    expect(wordsOf(there)).toEqual(wordsOf([head, first, second, ...rest].filter((block) => block !== undefined)))
    await done(await nasrin.command(undo(moveIn(answer))))
    expect(await textOf(nasrin, messages)).toEqual(source)
    expect(await textOf(nasrin, conclusions)).toEqual(target)
    expect(await refused(await nasrin.command(undo(moveIn(answer))))).toBe("409 move-undone")
  })

  it("is written by the server in the name of whoever moved it, in one append with its facts", async () => {
    const [first] = await idsOf(nasrin, messages)
    await done(await nasrin.command(move([first ?? ""])))
    for (const stream of ["text:s13", "text:s12", "section:s13", "section:s12"]) {
      const last = (await world.storage.log.read(stream, 0)).at(-1)
      expect([stream, last?.author]).toEqual([stream, "p-bgd-1"])
    }
  })

  it("keeps its authors on the way there and back; the mover becomes nobody's author", async () => {
    await types(nasrin, messages, " Nasrin was here.")
    const [first] = await idsOf(amara, messages)
    const known = await writersOf(amara, messages, "was here.")
    expect(known.at(-1)).toEqual(["Nasrin Talukdar", " Nasrin was here."])
    const there = await done(await amara.command(move([first ?? ""])))
    expect(await writersOf(amara, conclusions, "was here.")).toEqual(known)
    await done(await amara.command(undo(moveIn(there))))
    expect(await writersOf(amara, messages, "was here.")).toEqual(known)
  })

  it("takes its footnotes along", async () => {
    const source = await textOf(amara, "s02")
    const at = source.blocks.find(({ content = [] }) => content.some((part) => "note" in part))?.id ?? "none"
    const notes = source.footnotes?.length ?? 0
    expect(notes).toBeGreaterThan(0)
    await done(await amara.command(move([at], { fromSectionId: "s02", toSectionId: "s03" })))
    const [left, come] = [await textOf(amara, "s02"), await textOf(amara, "s03")]
    expect((left.footnotes ?? []).length).toBeLessThan(notes)
    expect((come.footnotes ?? []).length).toBeGreaterThan(0)
  })

  it("stays where rights, texts or places are others", async () => {
    const [first, second] = await idsOf(nasrin, messages)
    const cases: [Person, object, string][] = [
      [nasrin, move([second ?? "", first ?? ""]), "409 passage-gone"],
      [nasrin, move(["nowhere"]), "409 passage-gone"],
      [nasrin, move([first ?? ""], { beforeBlockId: "nowhere" }), "409 passage-place-gone"],
      [nasrin, move([first ?? ""], { toSectionId: messages }), "409 passage-same-section"],
      [nasrin, move([first ?? ""], { toSectionId: "s02" }), "409 passage-not-taken"],
      [nasrin, move(["x"], { fromSectionId: "s02", toSectionId: messages }), "409 passage-stays"],
      [nasrin, move([first ?? ""], { toSectionId: "s07-swe" }), "404 not-found"],
      [nasrin, move([first ?? ""], { toSectionId: "no-such" }), "404 not-found"],
      [nasrin, move(["x"], { fromSectionId: "s07-swe" }), "404 not-found"],
      [nasrin, move([]), "400 malformed-request"],
      [nasrin, undo("no-such"), "409 no-such-move"],
    ]
    const before = [await textOf(nasrin, messages), await textOf(nasrin, conclusions)]
    for (const [person, command, expected] of cases)
      expect(await refused(await person.command(command as never))).toBe(expected)
    expect([await textOf(nasrin, messages), await textOf(nasrin, conclusions)]).toEqual(before)
  })

  it("goes to more readers only when that is confirmed", async () => {
    const editor = {
      type: "addSection",
      title: "Notes",
      textClass: "secretariat",
      leadPerson: "p-iom-1",
      language: "en",
    }
    const added = await done(await amara.command(editor))
    const notes = added.events[0]?.event.sectionId ?? ""
    const [first] = await idsOf(amara, messages)
    const there = await done(await amara.command(move([first ?? ""], { toSectionId: notes })))
    expect(await refused(await amara.command(undo(moveIn(there))))).toBe("409 passage-widens")
    await done(await amara.command({ ...undo(moveIn(there)), widens: true }))
    expect((await idsOf(amara, messages))[0]).toBe(first)
  })
})

describe("a section", () => {
  it("is split: what stands behind becomes one of its own, and one again when that is taken back", async () => {
    const source = await textOf(amara, "s03")
    const at = source.blocks[1]?.id ?? ""
    const command = { type: "splitSection", sectionId: "s03", atBlockId: at, title: "The second workshop, continued" }
    const answer = await done(await amara.command(command))
    const added = answer.events.find(({ event }) => event.type === "sectionAdded")?.event.sectionId ?? ""
    expect((await textOf(amara, "s03")).blocks).toEqual(source.blocks.slice(0, 1))
    expect((await textOf(amara, added)).blocks).toEqual(source.blocks.slice(1))
    await done(await amara.command(undo(moveIn(answer))))
    expect(await textOf(amara, "s03")).toEqual(source)
    expect((await amara.get(`/api/sections/${added}/text?format=json`)).status).toBe(404)
    expect(await refused(await amara.command({ ...command, atBlockId: source.blocks[0]?.id ?? "" }))).toBe(
      "409 nothing-before",
    )
  })

  it("is merged into another, where all of its text is then; taken back, it is as it was", async () => {
    const [source, target] = [await textOf(amara, messages), await textOf(amara, conclusions)]
    const answer = await done(
      await amara.command({ type: "mergeSections", fromSectionId: messages, intoSectionId: conclusions }),
    )
    expect((await amara.get(`/api/sections/${messages}/text?format=json`)).status).toBe(404)
    const merged = (await textOf(amara, conclusions)).blocks
    expect(wordsOf(merged)).toEqual([...wordsOf(target.blocks), ...wordsOf(source.blocks)])
    const { publication } = await amara.json<{ publication: { sections: object } }>("/api/publications/pub-2016")
    expect(publication.sections).not.toHaveProperty(messages)
    await done(await amara.command(undo(moveIn(answer))))
    expect(await textOf(amara, messages)).toEqual(source)
    expect(await textOf(amara, conclusions)).toEqual(target)
  })

  it("is merged by those who answer for it, and by nobody else", async () => {
    const merging = { type: "mergeSections", fromSectionId: messages, intoSectionId: conclusions }
    expect(await refused(await nasrin.command(merging))).toBe("409 passage-stays")
    expect(await refused(await amara.command({ ...merging, fromSectionId: "s07" }))).toBe("409 sections-below")
  })

  it("that has gone takes in what its readers had not sent yet, and is shown nowhere", async () => {
    const open = nasrin.socket(`/sync/text:${messages}`)
    await open.opened
    await done(await amara.command({ type: "mergeSections", fromSectionId: messages, intoSectionId: conclusions }))
    const again = nasrin.socket(`/sync/text:${messages}`)
    await again.send(encodeMessage({ type: "step1", stateVector: Y.encodeStateVector(new Y.Doc()) }))
    const heard = await again.first((frame) => (typeof frame === "string" ? undefined : decodeMessage(frame).type))
    expect(heard).toBe("step1")
    expect((await nasrin.get(`/api/sections/${messages}/text?format=json`)).status).toBe(404)
    for (const socket of [open, again]) socket.raw.close()
  })
})
