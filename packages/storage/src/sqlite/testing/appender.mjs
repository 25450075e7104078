// A process that appends as fast as it can, for tests to kill and to take the disk from. It tells what was acknowledged, one line
// each, and says "failed NAME" when a write fails, after which it tries the same again.
//   node appender.mjs FILE ENTRY_BYTES
import { createHash } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { openSqliteStorage } from "@codraft/storage/sqlite"

const [file, entryBytes] = process.argv.slice(2)
const writers = 4
const betweenFailuresMs = 5

const storage = await openSqliteStorage({ file })
const tell = (line) => process.stdout.write(`${line}\n`)

/** Writes the same number into two streams at once: it is the position of both. */
async function write(writer) {
  const [text, section] = [`text:${writer}`, `section:${writer}`]
  let position = (await storage.log.heads([text])).get(text)
  for (;;) {
    const data = new Uint8Array(Math.max(8, Number(entryBytes)))
    new DataView(data.buffer).setFloat64(0, position + 1)
    const entries = [{ at: position + 1, author: `p-${writer}`, data }]
    try {
      await storage.log.append([
        { stream: text, entries },
        { stream: section, entries },
      ])
      position += 1
      tell(`wrote ${writer} ${position}`)
    } catch (error) {
      tell(`failed ${error.name}`)
      await setTimeout(betweenFailuresMs)
    }
  }
}

/** Archives behind the writers, and keeps snapshots and blobs. */
async function keep() {
  for (let round = 0; ; round += 1) {
    const writer = round % writers
    const stream = `text:${writer}`
    try {
      const head = (await storage.log.heads([stream])).get(stream)
      await storage.log.archive(stream, Math.floor(head / 2))
      if (head > 0)
        await storage.snapshots.put(stream, { position: head, data: new TextEncoder().encode(`as of ${head}`) })
      if (head > 0) tell(`snapshot ${writer} ${head}`)
      const bytes = createHash("sha512").update(`${round}`).digest()
      tell(`blob ${await storage.blobs.put(bytes)}`)
    } catch (error) {
      tell(`failed ${error.name}`)
    }
    await setTimeout(betweenFailuresMs)
  }
}

await Promise.all([...Array.from({ length: writers }, (_, writer) => write(writer)), keep()])
