import type { CanonicalContent } from "../canonical/index.ts"
import type { Comparison, TextHead } from "./comparison.ts"
import { countsIn } from "./counts.ts"
import { keyOf } from "./keys.ts"
import { NotePairing } from "./note-pairing.ts"
import { passagesOf } from "./passages.ts"
import { Scope } from "./scope.ts"

/** What became of one text in another. They may be any two moments of a section, or anything else of the same form. */
export function compareContents(before: CanonicalContent, after: CanonicalContent): Comparison {
  const noNames = { footnotes: [], tablenotes: [] }
  // Whichever way round two texts are compared, the same is found.
  const isReversed = keyOf(before, noNames) > keyOf(after, noNames)
  const notes = new NotePairing(before.footnotes ?? [], after.footnotes ?? [], isReversed)
  const [namesBefore, namesAfter] = notes.names
  const scope = new Scope(
    [before.language, after.language],
    [
      { footnotes: namesBefore, tablenotes: [] },
      { footnotes: namesAfter, tablenotes: [] },
    ],
    isReversed,
  )
  const passages = scope.passages(passagesOf(before.blocks), passagesOf(after.blocks))
  const footnotes = scope.notes(notes)
  const [was, head] = [headOf(before), headOf(after)]
  const isSameHead = JSON.stringify(was) === JSON.stringify(head)
  return {
    ...head,
    ...(isSameHead ? {} : { before: was }),
    passages,
    footnotes,
    counts: countsIn(passages, footnotes),
  }
}

function headOf({ format, formatVersion, language, dir }: CanonicalContent): TextHead {
  return { format, formatVersion, language, dir }
}
