import { readFileSync } from "node:fs"
import { eventually } from "../harness/eventually.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { stockClient, textOf, type } from "../harness/stock-client.ts"
import { print } from "./figures.ts"

const clientCount = 20
const keystrokes = 1_000

/** What one delivered keystroke costs the server's processor, log write and fan-out included. */
export async function benchDelivery(server: ServerProcess): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: clientCount }, () => stockClient(server.url, "p-iom-1", "s12")),
  )
  await eventually("all to load", () => clients.every(({ provider }) => provider.synced))
  const before = cpuMs(server.pid)
  const started = performance.now()
  for (let n = 0; n < keystrokes; n += 1) {
    const author = clients[n % clientCount]
    if (author) type(author.doc, "x")
    if (n % 10 === 9) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  type(clients[0]?.doc ?? missing(), " the end")
  await eventually("everybody to have everything", () =>
    clients.every(({ doc }) => textOf(doc).includes("the end") && (textOf(doc).match(/x/g)?.length ?? 0) >= keystrokes),
  )
  const delivered = keystrokes * (clientCount - 1)
  const cpu = cpuMs(server.pid) - before
  print(`Server CPU per delivered keystroke, ${clientCount} clients (µs)`, {
    "all threads": (cpu * 1000) / delivered,
    delivered,
    "wall ms": performance.now() - started,
  })
  for (const client of clients) client.leave()
}

/** User and system time of the whole process so far, ms (Linux: clock ticks of 10 ms). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function missing(): never {
  throw new Error("no clients")
}
