import * as Y from "yjs"
import { markAttribute, rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { Chance } from "./chance.ts"
import { type Edit, edits } from "./edits.ts"
import { Alphabet, Writer } from "./writer.ts"

export interface PlayedStep {
  readonly update: Uint8Array
  readonly by: "client" | "server"
}

const serverClient = 1

/**
 * What three people at their editors and a server that sets marks write in a section, in the order in which the server
 * gets it. Links are slow and uneven, so that the same places are edited at the same time.
 */
export function play(seed: number, rounds: number): PlayedStep[] {
  const chance = new Chance(seed)
  const alphabet = new Alphabet()
  const steps: PlayedStep[] = []
  const server = new Y.Doc()
  server.clientID = serverClient
  const start = seedUpdate(sampleBlocks, {
    clientId: serverClient,
    newId: idsOf(serverClient, 0),
    language: "en",
    dir: "ltr",
  })
  Y.applyUpdate(server, start)
  server.clientID = serverClient
  steps.push({ update: start, by: "server" })
  const writers = [10, 11, 12].map((id) => new Writer(id, start, alphabet))

  const publish = (update: Uint8Array, from: Writer | null): void => {
    steps.push({ update, by: from === null ? "server" : "client" })
    Y.applyUpdate(server, update)
    for (const writer of writers) if (writer !== from) writer.inbox.push({ update, from, edits: 0 })
  }
  for (let round = 0; round < rounds; round++) {
    const writer = chance.pick(writers)
    if (writer === undefined) continue
    if (chance.isLucky(0.1)) publishMark(server, chance, (update) => publish(update, null))
    attempt(() => pickEdit(chance)(writer, chance))
    if (chance.isLucky(0.5)) writer.receive(writer.inbox.splice(0))
    if (chance.isLucky(0.6)) for (const { update } of writer.outbox.splice(0)) publish(update, writer)
    else if (chance.isLucky(0.2) && writer.outbox.length > 1)
      publish(Y.mergeUpdates(writer.outbox.splice(0).map(({ update }) => update)), writer)
  }
  for (const writer of writers) for (const { update } of writer.outbox.splice(0)) publish(update, writer)
  return steps
}

export function playedUpdates(seed: number, rounds: number): Uint8Array[] {
  return play(seed, rounds).map(({ update }) => update)
}

const sampleBlocks = [
  { id: "b1", type: "heading", level: 2, text: "Costs of moving" },
  { id: "b2", type: "paragraph", text: "They fell in all regions but one." },
  { id: "b3", type: "list", ordered: true, items: ["first point", "second point"] },
  { id: "b4", type: "table", caption: "Costs by year", header: ["Year", "Cost"], rows: [["2015", "7"]] },
  { id: "b5", type: "paragraph", text: "The end." },
] satisfies Parameters<typeof seedUpdate>[0]

function publishMark(server: Y.Doc, chance: Chance, publish: (update: Uint8Array) => void): void {
  const text = chance.pick(textsIn(server.get(rootName, Y.XmlElement)).filter(({ length }) => length > 0))
  if (text === undefined) return
  const before = Y.encodeStateVector(server)
  const from = chance.below(text.length)
  const value = chance.isLucky(0.8) ? 1 : null
  const attributes = { [markAttribute(`t${chance.below(4)}`)]: value }
  text.format(from, chance.between(1, text.length - from), attributes)
  publish(Y.encodeStateAsUpdate(server, before))
}

function textsIn(element: Y.XmlElement): Y.XmlText[] {
  return element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsIn(child) : []
  })
}

/** Some commands of Lexical throw at the edge of a link ($toggleLink); then the edit does not take place. */
function attempt(edit: () => void): void {
  try {
    edit()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

function pickEdit(chance: Chance): Edit {
  const kinds = Object.values(edits)
  let left = chance.next() * kinds.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [edit, weight] of kinds) {
    left -= weight
    if (left < 0) return edit
  }
  return edits.insert[0]
}
