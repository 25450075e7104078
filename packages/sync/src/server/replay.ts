import { indexUpdate, inspectUpdate } from "@codraft/document/update"
import { decodeTextEntry } from "../protocol/index.ts"
import { type Ledger, newsIn } from "./ledger.ts"

/** As much of a log entry as says what it changed. */
export interface LoggedEntry {
  readonly author: string
  readonly data: Uint8Array
}

/** Takes an entry of the log into the ledger, trusting it: it was judged before it was logged. Answers with its update. */
export function replay(ledger: Ledger, { author, data }: LoggedEntry): Uint8Array {
  const { update, bound } = decodeTextEntry(data)
  const { runs, deletes } = newsIn(inspectUpdate(update), ledger)
  ledger.note({ author, runs, deletes, bound })
  indexUpdate(update, ledger.index)
  return update
}
