import { openWorld, type Person, type World } from "@codraft/server/testing"
import { decodeMessage, encodeMessage } from "@codraft/sync/protocol"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"

interface Content {
  blocks: { id?: string; content?: { text?: string }[] }[]
}
interface Done {
  events: { event: { moveId?: string } }[]
}

let world: World
let amara: Person
let nasrin: Person
beforeEach(async () => {
  world = await openWorld()
  ;[amara, nasrin] = [await world.signIn("p-iom-1"), await world.signIn("p-bgd-1")]
})
afterEach(() => world.close())

const [messages, conclusions] = ["s13", "s12"]

async function lines(person: Person, sectionId: string): Promise<string[]> {
  const { blocks } = await person.json<Content>(`/api/sections/${sectionId}/text?format=json`)
  return blocks.map(({ content = [] }) => content.map(({ text = "" }) => text).join(""))
}
async function idOf(person: Person, sectionId: string, at: number): Promise<string> {
  const { blocks } = await person.json<Content>(`/api/sections/${sectionId}/text?format=json`)
  return blocks[at]?.id ?? ""
}

interface Opened {
  readonly doc: Y.Doc
  /** Written, and sent to nobody. */
  writes(change: (doc: Y.Doc) => void): Uint8Array
  /** What is told of the text since. */
  hears(): Promise<void>
  /** Sent as one that comes back sends it. */
  brings(updates: readonly Uint8Array[]): Promise<string>
  sends(change: (doc: Y.Doc) => void): Promise<string>
}

/** Has the text as it is now, and hears nothing of what comes after unless told. */
async function opens(person: Person, sectionId: string): Promise<Opened> {
  const doc = new Y.Doc()
  const hears = async () => {
    const socket = person.socket(`/sync/text:${sectionId}`)
    await socket.send(encodeMessage({ type: "step1", stateVector: Y.encodeStateVector(doc) }))
    const told = await socket.first((frame) => {
      const message = typeof frame === "string" ? undefined : decodeMessage(frame)
      return message?.type === "step2" ? message.update : undefined
    })
    Y.applyUpdate(doc, told)
    socket.raw.close()
  }
  const writes: Opened["writes"] = (change) => {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(doc))
    return Y.encodeStateAsUpdate(doc, before)
  }
  const brings: Opened["brings"] = async (updates) => {
    const socket = person.socket(`/sync/text:${sectionId}`)
    for (const update of updates) await socket.send(encodeMessage({ type: "step2", update }))
    const answer = await socket.first((frame) => {
      const message = typeof frame === "string" ? undefined : decodeMessage(frame)
      if (message?.type === "receipt" && message.count === updates.length) return "receipted"
      return message?.type === "denied" ? message.code : undefined
    })
    socket.raw.close()
    return answer
  }
  await hears()
  return { doc, hears, writes, brings, sends: (change) => brings([writes(change)]) }
}

const root = (doc: Y.Doc) => doc.get("root-v2", Y.XmlElement)
const run = (doc: Y.Doc, at: number) => (root(doc).get(at) as Y.XmlElement).get(0) as Y.XmlText

async function done(answer: Response): Promise<string> {
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
  const { events } = (await answer.json()) as Done
  return events.find(({ event }) => event.moveId !== undefined)?.event.moveId ?? ""
}
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
    const before = await lines(nasrin, messages)
    const offline = await opens(nasrin, messages)
    const rest = root(offline.doc)
      .toArray()
      .findIndex((block, i) => i > 0 && (block as Y.XmlElement).nodeName === "paragraph")
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    const answer = await offline.sends((doc) => {
      run(doc, 0).insert(0, "A whole day of work. ")
      run(doc, rest).insert(0, "And more. ")
    })
    expect(answer).toBe("receipted")
    expect((await lines(nasrin, conclusions)).at(-1)).toBe(`A whole day of work. ${before[0]}`)
    expect((await lines(nasrin, messages))[rest - 1]).toBe(`And more. ${before[rest]}`)
    const entry = (await world.storage.log.read("text:s12", 0)).at(-1)
    expect(entry?.author).toBe("p-bgd-1")
  })

  it("finds it there also when their device has heard of the move before it sends the words", async () => {
    const [first] = await lines(nasrin, messages)
    const offline = await opens(nasrin, messages)
    const words = offline.writes((doc) => {
      run(doc, 0).delete(0, 4)
      run(doc, 0).insert(0, "Written before. ")
    })
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    await offline.hears()
    expect(await offline.brings([words, Y.encodeStateAsUpdate(offline.doc)])).toBe("receipted")
    expect((await lines(nasrin, conclusions)).at(-1)).toBe(`Written before. ${first?.slice(4)}`)
  })

  it("finds paragraphs that were added to it there as well, and nowhere else", async () => {
    const [first] = await lines(nasrin, messages)
    const offline = await opens(nasrin, messages)
    await done(await amara.command(move(messages, conclusions, [await idOf(amara, messages, 0)])))
    await offline.sends((doc) => {
      const added = new Y.XmlElement("paragraph")
      added.insert(0, [new Y.XmlText("Added.")])
      root(doc).insert(1, [added])
    })
    expect((await lines(nasrin, conclusions)).slice(-2)).toEqual([first, "Added."])
    expect(await lines(nasrin, messages)).not.toContain("Added.")
  })

  it("finds it where the passage has gone on to, and back, and in the section that it was merged into", async () => {
    const [first, second] = await lines(nasrin, messages)
    const offline = await opens(amara, messages)
    const [one, two] = [await idOf(amara, messages, 0), await idOf(amara, messages, 1)]
    const moveId = await done(await amara.command(move(messages, conclusions, [one, two])))
    await done(await amara.command({ type: "undoPassageMove", moveId }))
    expect(await offline.sends((doc) => run(doc, 0).insert(0, "Back. "))).toBe("receipted")
    expect((await lines(nasrin, messages)).slice(0, 2)).toEqual([`Back. ${first}`, second])

    await done(await amara.command(move(messages, conclusions, [one])))
    await done(
      await amara.command({ type: "mergeSections", fromSectionId: conclusions, intoSectionId: "s14", widens: true }),
    )
    expect(await offline.sends((doc) => run(doc, 0).insert(run(doc, 0).length, " Far."))).toBe("receipted")
    expect(await lines(amara, "s14")).toContain(`Back. ${first} Far.`)
  })

  it("finds it in the section into which theirs was merged", async () => {
    const [first] = await lines(nasrin, messages)
    const offline = await opens(nasrin, messages)
    await done(
      await amara.command({ type: "mergeSections", fromSectionId: messages, intoSectionId: conclusions, widens: true }),
    )
    expect(await offline.sends((doc) => run(doc, 0).insert(0, "Kept. "))).toBe("receipted")
    expect(await lines(nasrin, conclusions)).toContain(`Kept. ${first}`)
  })
})

describe("somebody who may not write where the passage is now", () => {
  it("is refused, with nothing put anywhere, and so is offered the words", async () => {
    const offline = await opens(nasrin, messages)
    const before = (await world.storage.log.read("text:s13", 0)).length
    await done(await amara.command(move(messages, "s01", [await idOf(amara, messages, 0)])))
    expect(await offline.sends((doc) => run(doc, 0).insert(0, "Not there. "))).toBe("passage-moved-on")
    expect(await world.storage.log.read("text:s13", 0)).toHaveLength(before + 1)
    expect(JSON.stringify(await lines(amara, "s01"))).not.toContain("Not there.")
  })
})
