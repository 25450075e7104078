import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { encodeTextEntry } from "../protocol/index.ts"
import { createTextWork } from "../work/index.ts"
import { pauseMs, sessionsOfWork } from "./sessions-of-work.ts"

/** Entries of a text as `write(author, minute, change)` makes them. */
function history() {
  const doc = new Y.Doc()
  const line = doc.getText("line")
  const entries: { position: number; at: number; author: string; data: Uint8Array }[] = []
  const write = (author: string, minute: number, change: (line: Y.Text) => void) => {
    doc.once("update", (update: Uint8Array) => {
      entries.push({
        position: entries.length + 1,
        at: minute * 60_000,
        author,
        data: encodeTextEntry({ update, bound: [] }),
      })
    })
    doc.transact(() => change(line))
  }
  return { entries, write }
}

describe("sessions of work", () => {
  it("[HIST1] a pause divides, others writing in between do not", () => {
    const { entries, write } = history()
    write("system", 0, (line) => line.insert(0, "."))
    write("ana", 1, (line) => line.insert(0, "one"))
    write("bo", 2, (line) => line.insert(0, "two"))
    write("ana", 5, (line) => line.insert(0, "three"))
    write("ana", 5 + pauseMs / 60_000, (line) => line.insert(0, "four"))
    expect(
      sessionsOfWork(entries).map(({ personId, from, through, changes }) => [personId, from, through, changes]),
    ).toEqual([
      [null, 1, 1, 1],
      ["ana", 2, 4, 2],
      ["bo", 3, 3, 1],
      ["ana", 5, 5, 1],
    ])
  })

  it("[HIST1] folded page by page it is the same as at once", () => {
    const { entries, write } = history()
    for (let i = 0; i < 20; i++) write(i % 3 === 0 ? "ana" : "bo", i * 4, (line) => line.insert(0, "x"))
    const paged = [0, 5, 10, 15].reduce<ReturnType<typeof sessionsOfWork>>(
      (earlier, from) => sessionsOfWork(entries.slice(from, from + 5), earlier),
      [],
    )
    expect(paged).toEqual(sessionsOfWork(entries))
  })

  it("[HIST3] the first entries, merged, are the text as it was then", async () => {
    const { entries, write } = history()
    const was: string[] = []
    for (let i = 0; i < 40; i++) {
      write("ana", i, (line) => {
        line.insert(i % 3 === 0 ? 0 : line.length, `${i} `)
        if (i % 4 === 3) line.delete(1, 4)
        was.push(line.toJSON())
      })
    }
    for (const [i, text] of was.entries()) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, await createTextWork().merge(entries.slice(0, i + 1)))
      expect(doc.getText("line").toJSON()).toBe(text)
    }
  })

  it("[HIST2] counts what was inserted and deleted", () => {
    const { entries, write } = history()
    write("ana", 0, (line) => line.insert(0, "twelve chars"))
    write("ana", 1, (line) => line.delete(0, 7))
    write("ana", 2, (line) => line.insert(0, "🙂"))
    expect(sessionsOfWork(entries)).toEqual([
      {
        personId: "ana",
        startedAt: 0,
        endedAt: 120_000,
        from: 1,
        through: 3,
        changes: 3,
        charactersInserted: 14,
        itemsDeleted: 7,
      },
    ])
  })
})
