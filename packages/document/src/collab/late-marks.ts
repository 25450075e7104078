import * as Y from "yjs"
import { isMarkAttribute } from "../form/index.ts"
import { lostRuns, type MarkedRun, restoreMarks } from "./lost-marks.ts"
import { RESTORED } from "./origins.ts"

/** Runs that are remembered; the oldest are forgotten. */
const runsMax = 10_000

/**
 * Marks that arrive on words which the person has deleted by then: whoever put them there did not know. Yjs brings words back without what came
 * to them since, so it is remembered here. Words that were brought back before the mark arrived get it at once.
 */
export class LateMarks {
  readonly #doc: Y.Doc
  #runs: MarkedRun[] = []

  constructor(doc: Y.Doc) {
    this.#doc = doc
    doc.on("afterTransaction", this.#arrived)
  }

  /** What came to the words that these deletions took away. */
  on(deletions: Y.Transaction["deleteSet"]): MarkedRun[] {
    return lostRuns(this.#runs, deletions)
  }

  destroy(): void {
    this.#doc.off("afterTransaction", this.#arrived)
    this.#runs = []
  }

  readonly #arrived = (transaction: Y.Transaction): void => {
    if (transaction.local) return
    const deleted = newMarks(transaction).flatMap(deletedUnder)
    if (deleted.length === 0) return
    this.#runs = [...this.#runs, ...deleted.map(({ run }) => run)].slice(-runsMax)
    const back = deleted.flatMap(({ run, isBack }) => (isBack ? [run] : []))
    if (back.length > 0) this.#doc.transact(() => restoreMarks(back, this.#doc), RESTORED)
  }
}

type MarkItem = Y.Item & { content: Y.ContentFormat }

function newMarks({ doc, beforeState, afterState }: Y.Transaction): MarkItem[] {
  const marks: MarkItem[] = []
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (after <= before) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i++) {
      const struct = structs[i]
      if (struct instanceof Y.Item && isMark(struct) && (struct.content.value as unknown) === 1) marks.push(struct)
    }
  }
  return marks
}

function isMark(item: Y.Item): item is MarkItem {
  return item.content instanceof Y.ContentFormat && isMarkAttribute(item.content.key)
}

/** The deleted words from where a mark begins to where it ends, and whether they are back as other items. */
function deletedUnder(mark: MarkItem): { run: MarkedRun; isBack: boolean }[] {
  const { key } = mark.content
  const runs: { run: MarkedRun; isBack: boolean }[] = []
  for (let item = mark.right; item !== null; item = item.right) {
    if (isMark(item) && item.content.key === key) break
    const isBack = item.redone !== null
    if (!item.deleted || !(isBack || item.content instanceof Y.ContentString)) continue
    const { id, length } = item
    runs.push({ run: { client: id.client, clock: id.clock, length, marks: [key] }, isBack })
  }
  return runs
}
