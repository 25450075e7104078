import { sideOf } from "@codraft/document/compare"
import type { FrozenSection } from "../content/index.ts"
import type { ComparedContent, ComparedSide, KeptSection, PublicationComparison } from "./comparison.ts"

/** The version that was compared, out of nothing but the comparison. */
export function beforeOf({ before, sections }: PublicationComparison): ComparedContent {
  const moved = new Map(
    sections.flatMap((change) => (change.kind === "kept" && change.isMoved ? [[change.before.id, change]] : [])),
  )
  return contentOf(
    before,
    sections.flatMap((change) => {
      if (change.kind === "removed") return [change.before]
      if (change.kind === "kept") return change.isMoved ? [] : [keptBefore(change)]
      const elsewhere = change.kind === "left" ? moved.get(change.before.id) : undefined
      return elsewhere === undefined ? [] : [keptBefore(elsewhere)]
    }),
  )
}

/** The version that it was compared with. */
export function afterOf({ after, sections }: PublicationComparison): ComparedContent {
  return contentOf(
    after,
    sections.flatMap((change) => {
      if (change.kind === "added") return [change.after]
      return change.kind === "kept" ? [keptAfter(change)] : []
    }),
  )
}

function contentOf(side: ComparedSide, sections: FrozenSection[]): ComparedContent {
  return { format: "codraft.publication", formatVersion: 1, ...side, sections }
}

function keptBefore({ before, text }: KeptSection): FrozenSection {
  if (text?.kind === "went") return { ...before, text: text.before }
  return { ...before, text: text?.kind === "compared" ? sideOf(text.comparison, "before") : null }
}

function keptAfter({ after, text }: KeptSection): FrozenSection {
  if (text?.kind === "came") return { ...after, text: text.after }
  return { ...after, text: text?.kind === "compared" ? sideOf(text.comparison, "after") : null }
}
