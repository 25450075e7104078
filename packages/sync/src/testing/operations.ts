import * as Y from "yjs"
import { deleteWord, joinParagraphs, makeBold, splitParagraph, typeWords, writeBack } from "./edits.ts"
import { people, type Right, sections, type Simulation } from "./simulation.ts"
import type { SimulatedTab } from "./simulated-tab.ts"

/** Something that happens. False: there was nothing for it to happen to. */
type Operation = (world: Simulation) => boolean | Promise<boolean>

/** What may happen, and how often. */
export const operations = {
  opensSection: [
    8,
    (world) => {
      const [person, section] = [world.chance.pick(people), world.chance.pick(sections)]
      if (!person || !section) return false
      const open = world.tabs.filter((tab) => tab.person === person && tab.sectionId === section)
      if (open.length >= 2) return false
      world.open(person, section)
      return true
    },
  ],
  closesTab: [2, (world) => withTab(world, (tab) => world.close(tab))],
  killsTab: [2, (world) => withTab(world, (tab) => world.kill(tab))],
  losesPower: [
    1,
    async (world) => {
      await world.powerOff(world.chance.pick(people) ?? "ana")
      return true
    },
  ],

  types: [
    40,
    (world) =>
      withWriter(world, (tab) => {
        const words = Array.from({ length: world.chance.between(1, 3) }, () => `${world.newName("w")}.`)
        tab.makes(words, (doc) => typeWords(doc, world.chance, words))
      }),
  ],
  deletesWord: [
    8,
    (world) =>
      withWriter(world, (tab) =>
        tab.makes([], (doc) => {
          const word = deleteWord(doc, world.chance)
          if (word) world.wasDeleted(word)
        }),
      ),
  ],
  makesBold: [6, (world) => withWriter(world, (tab) => tab.makes([], (doc) => makeBold(doc, world.chance)))],
  splitsParagraph: [
    6,
    (world) =>
      withWriter(world, (tab) => tab.makes([], (doc) => splitParagraph(doc, world.chance, () => world.newName("b")))),
  ],
  joinsParagraphs: [
    4,
    (world) => withWriter(world, (tab) => tab.makes([], (doc) => joinParagraphs(doc, world.chance))),
  ],
  pastesMuch: [
    1,
    (world) =>
      withWriter(world, (tab) => {
        const words = Array.from({ length: world.chance.between(100, 12_000) }, () => `${world.newName("w")}.`)
        tab.makes(words, (doc) => typeWords(doc, world.chance, words))
      }),
  ],
  typesTooLate: [
    1,
    (world) => {
      const tab = world.chance.pick(world.tabs.filter((open) => open.client.isLoaded && open.mayWrite))
      if (!tab) return false
      world.changeRight(tab.person, tab.sectionId, "read")
      tab.mayWrite = false
      tab.client.setMayWrite(false)
      const word = `${world.newName("w")}.`
      tab.makes([word], (doc) => typeWords(doc, world.chance, [word]))
      return true
    },
  ],
  writesBack: [
    6,
    (world) => {
      const tab = world.chance.pick(world.tabs.filter((open) => open.client.isLoaded))
      tab?.heals((doc) => writeBack(doc, world.chance))
      return tab !== undefined
    },
  ],
  composes: [
    3,
    (world) =>
      withWriter(world, (tab) => {
        if (tab.isComposing) tab.client.release()
        else tab.client.hold()
        tab.isComposing = !tab.isComposing
      }),
  ],
  takesUnsentWords: [
    2,
    (world) => {
      const tab = world.chance.pick(world.tabs.filter(({ unsentText }) => unsentText !== ""))
      tab?.client.dismissUnsent()
      return tab !== undefined
    },
  ],
  comesBackOnline: [
    6,
    (world) => {
      const tab = world.chance.pick(world.tabs.filter(({ name }) => !world.network.isOnline(name)))
      if (!tab) return false
      world.comeOnline(tab)
      if (world.chance.isLucky(0.5)) tab.client.reconnect()
      return true
    },
  ],
  goesOffline: [4, (world) => withTab(world, (tab) => world.network.offline(tab.name))],
  losesConnection: [6, (world) => withTab(world, (tab) => world.network.cut(tab.name))],
  connectionGoesSilent: [1, (world) => withTab(world, (tab) => world.network.cut(tab.name, "silent"))],
  networkSlows: [
    2,
    (world) => {
      world.delayMsMax = world.chance.pick([5, 60, 400, 4_000]) ?? 60
      return true
    },
  ],

  rightChanges: [
    6,
    (world) => {
      const [person, section] = [world.chance.pick(people), world.chance.pick(sections)]
      if (!person || !section) return false
      const right = world.chance.weighted<Right>([
        ["write", 5],
        ["read", 3],
        ["none", 1],
      ])
      world.changeRight(person, section, right)
      return true
    },
  ],
  signsOut: [
    1,
    (world) => {
      world.signOut(world.chance.pick(people) ?? "ana")
      return true
    },
  ],
  signsIn: [
    3,
    (world) => {
      for (const person of people) world.signIn(person)
      return true
    },
  ],

  deviceFills: [2, (world) => withDevice(world, (device) => device.fill())],
  deviceFails: [1, (world) => withDevice(world, (device) => device.fail())],
  deviceHangs: [1, (world) => withDevice(world, (device) => device.pause())],
  deviceMends: [
    4,
    (world) =>
      withDevice(world, (device) => {
        device.mend()
        device.resume()
      }),
  ],

  serverDies: [
    2,
    (world) => {
      const server = world.chance.pick(world.servers)
      if (server) world.killServer(server)
      return server !== undefined
    },
  ],
  serverDiesBetweenAppendAndFanOut: [
    3,
    (world) => {
      world.dieAfterNextAppend()
      return true
    },
  ],
  serverStops: [
    1,
    async (world) => {
      const server = world.chance.pick(world.servers)
      if (server) await world.stopServer(server)
      return server !== undefined
    },
  ],
  serverMarks: [
    3,
    async (world) => {
      const section = world.chance.pick(sections) ?? "joint"
      const thread = `s_c_${world.newName("t")}`
      await world.serverWrites(section, ({ clientId, parts }) => mark(parts, clientId, thread))
      return true
    },
  ],
  serverCompacts: [
    2,
    async (world) => {
      const server = world.chance.pick(world.servers)
      if (!server) return false
      // Compaction may fail with the disk; the log has everything.
      server.hub.compact(world.sectionOf(world.chance.pick(sections) ?? "joint")).catch(() => {})
      await world.clock.pass(1)
      return true
    },
  ],
  diskFills: [
    1,
    (world) => {
      world.disk.setFull(true)
      return true
    },
  ],
  diskFailsOnce: [
    2,
    (world) => {
      world.disk.failNext()
      return true
    },
  ],
  diskHangs: [
    1,
    (world) => {
      world.pauseDisk()
      return true
    },
  ],
  diskRecovers: [
    5,
    (world) => {
      world.disk.setFull(false)
      world.resumeDisk()
      return true
    },
  ],
} as const satisfies Record<string, readonly [weight: number, operation: Operation]>

export type OperationName = keyof typeof operations

export const operationNames = Object.keys(operations) as OperationName[]

async function withTab(world: Simulation, act: (tab: SimulatedTab) => void | Promise<void>): Promise<boolean> {
  const tab = world.chance.pick(world.tabs)
  if (tab) await act(tab)
  return tab !== undefined
}

function withWriter(world: Simulation, act: (tab: SimulatedTab) => void): boolean {
  const tab = world.chance.pick(world.tabs.filter(({ client, mayWrite }) => client.isLoaded && mayWrite))
  if (tab) act(tab)
  return tab !== undefined
}

function withDevice(world: Simulation, act: (device: ReturnType<Simulation["deviceOf"]>) => void): boolean {
  act(world.deviceOf(world.chance.pick(people) ?? "ana"))
  return true
}

/** As for a comment: an attribute on the first words of the text. */
function mark(parts: readonly Uint8Array[], clientId: number, attribute: string): Uint8Array | null {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  const [block] = doc.get("root-v2", Y.XmlElement).toArray()
  const text = block instanceof Y.XmlElement && block.length > 0 ? block.get(0) : null
  if (!(text instanceof Y.XmlText) || text.length === 0) return null
  text.format(0, Math.min(text.length, 6), { [attribute]: 1 })
  return Y.encodeStateAsUpdate(doc, before)
}
