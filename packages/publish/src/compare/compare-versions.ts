import type { CanonicalContent } from "@codraft/document/canonical"
import { compareContents, sequenceOf } from "@codraft/document/compare"
import type { FrozenSection } from "../content/index.ts"
import type {
  ComparedContent,
  ComparedSide,
  PublicationComparison,
  SectionChange,
  SectionHead,
  TextChange,
} from "./comparison.ts"
import { countsOf, summed } from "./counts.ts"
import { movesAmong } from "./moves.ts"

/** What became of one version, or of the draft, in another. Either of the two may be the older one. */
export function compareVersions(before: ComparedContent, after: ComparedContent): PublicationComparison {
  const sections = comparedSections(before.sections, after.sections)
  const moves = movesAmong(sections, before.sections, after.sections)
  const counts = summed(sections.map((section) => countsOf(section, moves)))
  return { before: sideOf(before), after: sideOf(after), sections, moves, counts }
}

function sideOf({ publication, version, organizations }: ComparedContent): ComparedSide {
  return { publication, version, organizations }
}

function comparedSections(before: readonly FrozenSection[], after: readonly FrozenSection[]): SectionChange[] {
  const places = new Map(before.map(({ id }, i) => [id, i]))
  const pairs = after.flatMap(({ id }, j) => {
    const i = places.get(id)
    return i === undefined ? [] : [[i, j] as const]
  })
  const together = (was: FrozenSection, now: FrozenSection) => ({ kind: "together" as const, was, now })
  return sequenceOf<FrozenSection, ReturnType<typeof together>>(before, after, pairs, together).map((change) => {
    if (change.kind === "left") return { kind: "left", before: headOf(change.before) }
    if (change.kind === "added" || change.kind === "removed") return change
    if (change.kind === "same") throw new TypeError("Only together says what became of a pair.")
    const { was, now, move } = change
    return {
      kind: "kept",
      before: headOf(was),
      after: headOf(now),
      isMoved: move !== undefined,
      text: textChange(was.text, now.text),
    }
  })
}

function headOf(section: FrozenSection): SectionHead {
  const { text: _, ...head } = section
  return head
}

function textChange(before: CanonicalContent | null, after: CanonicalContent | null): TextChange {
  if (before !== null && after !== null) return { kind: "compared", comparison: compareContents(before, after) }
  if (after !== null) return { kind: "came", after }
  return before === null ? null : { kind: "went", before }
}
