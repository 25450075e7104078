import { eventually } from "../harness/eventually.ts"
import { stockClient } from "../harness/stock-client.ts"
import * as Y from "yjs"

/** Keys of one person who writes fast: five in a second. */
const keyMs = 200

/** People at other machines who type in paragraphs of their own until they are told to leave. */
export async function otherWriters(serverUrl: string, sectionId: string, count: number): Promise<() => void> {
  const clients = await Promise.all(
    Array.from({ length: count }, (_, at) => stockClient(serverUrl, `p-iom-${1 + (at % 4)}`, sectionId)),
  )
  await eventually("the others to load", () => clients.every(({ provider }) => provider.synced))
  const timers = clients.map(({ doc }, at) => {
    const blocks = doc.get("root-v2", Y.XmlElement).toArray()
    const block = blocks[Math.floor((blocks.length * (at + 1)) / (count + 2))]
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error("There is nothing to type into")
    return setInterval(() => text.insert(text.length, "x"), keyMs)
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
    for (const client of clients) client.leave()
  }
}
