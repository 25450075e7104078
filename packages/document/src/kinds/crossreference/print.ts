import type { CanonicalContent } from "../../canonical/content.ts"
import { LineList } from "../../canonical/lines.ts"
import type { CrossReference } from "./canonical.ts"
import { type Goal, type ShownReference, shownReference } from "./words.ts"

/** What is known of the goals of a text. Without an answer a goal is another section, of which nothing is said. */
export type GoalsOf = (reference: Pick<CrossReference, "section" | "block">) => Goal | undefined

/** What each reference of a content shows, by itself. */
export function shownReferences(content: CanonicalContent, goalsOf: GoalsOf): Map<CrossReference, ShownReference> {
  const shown = new Map<CrossReference, ShownReference>()
  for (const { reference, language } of crossreferencesIn(content))
    shown.set(reference, shownReference(reference, goalsOf(reference) ?? { state: "hidden" }, language))
  return shown
}

/** What a reading for the eye adds to a reference; no part of the canonical form. */
export interface Said {
  readonly said?: string
}

/** Writes into a content of the caller's own what each of its references shows. */
export function sayReferences(content: CanonicalContent, goalsOf: GoalsOf): void {
  for (const [reference, { words }] of shownReferences(content, goalsOf))
    Object.assign<object, Said>(reference, { said: words })
}

/** The references of a content, with the language that they are to speak. */
export function crossreferencesIn(content: CanonicalContent): { reference: CrossReference; language: string }[] {
  const found: { reference: CrossReference; language: string }[] = []
  const lines = new LineList(({ language }, content) => {
    for (const part of content) if (part.type === "crossreference") found.push({ reference: part, language })
  })
  lines.content(content)
  return found
}
