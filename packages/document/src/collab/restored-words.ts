import * as Y from "yjs"

/** Consecutive characters, by Yjs client and clock. */
export interface Run {
  client: number
  clock: number
  length: number
}

/**
 * Keeps an undo from taking too much. Words that an undo brings back are new items; brought back side by side, the person's
 * own and a colleague's become one item, and Yjs 13 would delete all of it when the person goes on to undo their own.
 * Answers how much of such an item, from its start, is in the runs of the step.
 */
export function ownLength(item: Y.Item, own: readonly Run[]): number {
  let length = 0
  for (let isOwn = true; isOwn && length < item.length; ) {
    const clock = item.id.clock + length
    const run = own.find(
      (candidate) =>
        candidate.client === item.id.client && candidate.clock <= clock && clock < candidate.clock + candidate.length,
    )
    isOwn = run !== undefined
    if (run !== undefined) length = Math.min(item.length, run.clock + run.length - item.id.clock)
  }
  return length
}

/** Deletes the first characters of an item of text; inside a transaction. */
export function deleteStart(item: Y.Item, length: number): void {
  const { parent } = item
  if (!(parent instanceof Y.XmlText)) return
  let index = 0
  for (let left = item.left; left !== null; left = left.left) if (!left.deleted && left.countable) index += left.length
  parent.delete(index, length)
}

/** Where the characters that a step put in are now, followed through undo and redo. */
export function runsOf({ insertions }: Y.UndoManager["undoStack"][number], doc: Y.Doc): Run[] {
  const runs: Run[] = []
  insertions.clients.forEach((ranges, client) => {
    for (const { clock, len } of ranges) {
      for (let at = clock; at < clock + len; ) {
        const run = follow({ client, clock: at, length: clock + len - at }, doc)
        runs.push(run)
        at += run.length
      }
    }
  })
  return runs
}

/** The first stretch of a run that has one fate, where it is now. */
function follow(run: Run, doc: Y.Doc): Run {
  const struct: unknown = Y.getItem(doc.store, Y.createID(run.client, run.clock))
  if (!(struct instanceof Y.Item)) return { ...run, length: 1 }
  const offset = run.clock - struct.id.clock
  const length = Math.min(run.length, struct.length - offset)
  if (struct.redone === null) return { ...run, length }
  return follow({ client: struct.redone.client, clock: struct.redone.clock + offset, length }, doc)
}

/**
 * Keeps an undo from taking too little. Yjs collects the items that it will bring back, and then divides one of them where an earlier undo has
 * brought a part of it back on its own: the second half is not among them, and would be lost. Divided beforehand, all parts are. Call it at
 * the beginning of the undo's transaction.
 */
export function divideRestored(transaction: Y.Transaction): void {
  const { store } = transaction.doc
  for (const structs of store.clients.values()) {
    const restored = structs.flatMap((struct) =>
      struct instanceof Y.Item && struct.redone !== null ? [struct.redone] : [],
    )
    for (const id of restored) Y.getItemCleanStart(transaction, id)
  }
}
