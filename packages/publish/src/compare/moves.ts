import type { CanonicalContent } from "@codraft/document/canonical"
import { type ApartPassage, type PassageChange, pairPassages, passagesOf } from "@codraft/document/compare"
import type { SectionId } from "@codraft/publication"
import type { FrozenSection } from "../content/index.ts"
import type { PassagePlace, SectionChange, SectionMove } from "./comparison.ts"

/** What became of the passages of a section; of a text that is only in one of the two, all of them came or went. */
export function passageChanges(change: SectionChange): readonly PassageChange[] {
  if (change.kind === "left") return []
  if (change.kind === "added") return whole(change.after.text, "added")
  if (change.kind === "removed") return whole(change.before.text, "removed")
  const { text } = change
  if (text === null) return []
  if (text.kind === "compared") return text.comparison.passages
  return text.kind === "came" ? whole(text.after, "added") : whole(text.before, "removed")
}

function whole(text: CanonicalContent | null, kind: "added" | "removed"): PassageChange[] {
  return passagesOf(text?.blocks ?? []).map((passage) =>
    kind === "added" ? { kind, after: passage } : { kind, before: passage },
  )
}

/** What was removed from one section and added to another. */
export function movesAmong(
  changes: readonly SectionChange[],
  before: readonly FrozenSection[],
  after: readonly FrozenSection[],
): SectionMove[] {
  const texts = { before: textsOf(before), after: textsOf(after) }
  const went: Placed[] = []
  const came: Placed[] = []
  for (const change of changes) {
    const section = change.kind === "added" || change.kind === "kept" ? change.after.id : change.before.id
    const [was, now] = [texts.before.get(section), texts.after.get(section)]
    passageChanges(change).forEach((each, at) => {
      if (each.kind === "removed" && was) went.push({ ...apart(each.before, was), place: { section, at } })
      else if (each.kind === "added" && now) came.push({ ...apart(each.after, now), place: { section, at } })
    })
  }
  return pairPassages(went, came).flatMap((pair): SectionMove[] => {
    const [from, to] = [went[pair.before]?.place, came[pair.after]?.place]
    const isApart = from !== undefined && to !== undefined && from.section !== to.section
    return isApart ? [{ from, to, change: pair.change, footnotes: pair.footnotes }] : []
  })
}

interface Placed extends ApartPassage {
  readonly place: PassagePlace
}

function apart(passage: ApartPassage["passage"], { language, footnotes = [] }: CanonicalContent): ApartPassage {
  return { passage, language, footnotes }
}

function textsOf(sections: readonly FrozenSection[]): ReadonlyMap<SectionId, CanonicalContent> {
  return new Map(sections.flatMap(({ id, text }) => (text === null ? [] : [[id, text]])))
}
