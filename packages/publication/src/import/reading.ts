import type { SectionId } from "../ids.ts"
import { flatOutline, outline } from "../outline.ts"
import type { Organization, Publication } from "../publication.ts"
import type { ReviewCommandOf } from "../review/commands.ts"
import { gap, readTargets } from "../review/targets-of-comment.ts"
import { type CommentKind, type Outcome, reviewBounds } from "../review/thread.ts"
import { gapWords, generalWords, kindWords, lettersOf, outcomeWords } from "./words.ts"

interface NamedSection {
  readonly id: SectionId
  readonly number: string
  readonly title: string
}

/** The sections of a publication with their numbers; give it what the reader sees. */
export function namedSections(shown: Publication): NamedSection[] {
  return flatOutline(outline(shown)).map(({ section: { id, title }, number }) => ({ id, number, title }))
}

/** Finds what tables call sections. */
export class SectionNames {
  readonly #byTitle = new Map<string, NamedSection[]>()
  readonly #byNumber = new Map<string, SectionId>()

  constructor(sections: readonly NamedSection[]) {
    for (const section of sections) {
      const title = lettersOf(section.title)
      this.#byTitle.set(title, [...(this.#byTitle.get(title) ?? []), section])
      this.#byNumber.set(numberIn(section.number).number, section.id)
    }
  }

  /** null: none, or nobody could tell which of several. Of several lines above a table, the nearest that names one. */
  find(name: string): SectionId | "general" | null {
    for (const line of name.split("\n").toReversed()) {
      const found = this.#named(line)
      if (found !== null) return found
    }
    return null
  }

  #named(name: string): SectionId | "general" | null {
    if (generalWords.has(lettersOf(name))) return "general"
    const whole = this.#byTitle.get(lettersOf(name)) ?? []
    const [only, another] = whole
    if (only !== undefined && another === undefined) return only.id
    const { number, title } = numberIn(name)
    const named = this.#byTitle.get(lettersOf(title)) ?? []
    const numbered = number === "" ? undefined : this.#byNumber.get(number)
    if (named.length === 1 && named[0] !== undefined) return named[0].id
    // Of several with one title the number tells; so it does where a title has been translated, or left out.
    return numbered ?? null
  }
}

/** "7.2 Ghana", "Annexe A – Notes", "Section 3: Workshops": the number as the outline has it, and the rest. */
function numberIn(name: string): { number: string; title: string } {
  const found =
    /^\s*(?:(?:section|chapter|chapitre|secci[oó]n|cap[ií]tulo|part(?:ie|e)?)\s+)?(?:(annexe?|anexo)\s+([A-Z]{1,2})|([A-Z]\.)?(\d+(?:\.\d+)*))\b[\s.:)–—-]*(.*)$/isu.exec(
      name,
    )
  if (found === null) return { number: "", title: name }
  const [, annex, letter, above = "", digits = "", title = ""] = found
  return { number: annex === undefined ? `${above.toUpperCase()}${digits}` : `annex ${letter?.toUpperCase()}`, title }
}

export function organizationNamed(
  { organizations }: Pick<Publication, "organizations">,
  name: string,
): Organization | null {
  const letters = lettersOf(name)
  if (letters === "") return null
  const bare = (one: string): string => lettersOf(one.replace(/\([^)]*\)/g, ""))
  const all = Object.values(organizations)
  return (
    all.find((one) => lettersOf(one.name) === letters || one.id === name.trim().toLowerCase()) ??
    all.find((one) => bare(one.name) === bare(name)) ??
    null
  )
}

export interface TargetsRead {
  /** As a command names them. */
  targets: NamedTarget[]
  /** What no target is called. */
  unknown: string[]
}
type NamedTarget = ReviewCommandOf<"addComment">["targets"][number]

const codePattern = /(\d{1,2}\.(?:\d{1,2}|[a-z])(?:\.\d{1,2})?)(?:\s*\((\d{4})\))?/giu

/** The targets in a cell: by their codes, whatever stands around those. */
export function targetsNamed(state: Publication, cell: string): TargetsRead {
  if (cell.trim() === "") return { targets: [], unknown: [] }
  if (gapWords.has(lettersOf(cell))) return { targets: [gap], unknown: [] }
  const named = new Map<string, NamedTarget>()
  for (const [said, code = "", edition] of cell.matchAll(codePattern)) {
    named.set(said.toLowerCase(), edition === undefined ? code.toLowerCase() : { code: code.toLowerCase(), edition })
  }
  if (named.size === 0) return { targets: [], unknown: [cell.trim().slice(0, unknownCharactersMax)] }
  const read: TargetsRead = { targets: [], unknown: [] }
  for (const [said, target] of named) {
    if ("code" in readTargets(state, [target])) read.unknown.push(said)
    else if (read.targets.length < reviewBounds.targetsMax) read.targets.push(target)
    else read.unknown.push(said)
  }
  return read
}

const unknownCharactersMax = 80

export function kindNamed(cell: string): CommentKind | null {
  return kindWords.get(lettersOf(cell)) ?? null
}

export function outcomeNamed(cell: string): Outcome | null {
  return outcomeWords.get(lettersOf(cell)) ?? null
}
