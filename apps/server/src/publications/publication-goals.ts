import { type Goal, goalKey, goalOf, type TextGoal } from "@codraft/document/canonical"
import type { GoalName, Reader } from "@codraft/document/reader"
import { flatOutline, numberingOf, outline, type Publication, type SectionId, whereNow } from "@codraft/publication"
import type { Hub } from "@codraft/sync/server"
import type { PublicationNumbers } from "./publication-numbers.ts"
import type { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

interface GoalsDeps {
  reader: Pick<Reader, "goals">
  hub: Pick<Hub, "parts">
  publications: Publications
  numbers: Pick<PublicationNumbers, "starts">
}

interface Known {
  /** The position of the text and all that its numbers depend on. */
  at: string
  goals: Promise<readonly TextGoal[]>
}

/** Sections whose goals are kept ready; each weighs some hundred kB at most. */
const KNOWN_MAX = 40
/** A text may refer into so many other sections; what goes beyond is as if hidden. */
const SECTIONS_MAX = 60

/** What cross-references may lead to, with the numbers that it has now, for whoever may read it. */
export class PublicationGoals {
  readonly #deps: GoalsDeps
  readonly #known = new Map<SectionId, Known>()

  constructor(deps: GoalsDeps) {
    this.#deps = deps
  }

  /** The goals of one section; null for a section that the caller may not read. */
  async in(session: Session, sectionId: SectionId): Promise<readonly TextGoal[] | null> {
    const found = this.#deps.publications.readable(session, sectionId)
    if (!found) return null
    return this.#goals(found.publication, sectionId)
  }

  /** What the caller may know of these goals. One in a section that they may not read is left out, be it there or not. */
  async of(session: Session, names: readonly GoalName[]): Promise<Record<string, Goal>> {
    const { publications } = this.#deps
    const goals: Record<string, Goal> = {}
    const bySection = new Map<SectionId, { name: GoalName; block: string | undefined }[]>()
    for (const name of names) {
      const publication = publications.known(name.section as SectionId)?.publication
      const at = publication && whereNow(publication, name)
      if (!at) continue
      const id = at.section as SectionId
      bySection.set(id, [...(bySection.get(id) ?? []), { name, block: at.block }])
    }
    for (const [sectionId, wanted] of [...bySection].slice(0, SECTIONS_MAX)) {
      const found = publications.readable(session, sectionId)
      if (!found) continue
      const hasBlocks = wanted.some(({ block }) => block !== undefined)
      const inText = hasBlocks ? await this.#goals(found.publication, sectionId) : []
      const byBlock = new Map(inText.map((goal) => [goal.block, goal]))
      for (const { name, block } of wanted) {
        const goal = byBlock.get(block ?? "")
        if (block === undefined) goals[goalKey(name)] = this.#section(session, found.publication, sectionId)
        else goals[goalKey(name)] = goal ? goalOf(goal) : { state: "gone" }
      }
    }
    return goals
  }

  /** A section by the number that it has in the outline as the caller sees it. */
  #section(session: Session, { id }: Publication, sectionId: SectionId): Goal {
    const seen = this.#deps.publications.view(session, id)?.publication
    const node = seen && flatOutline(outline(seen)).find(({ section }) => section.id === sectionId)
    if (!node) return { state: "gone" }
    const { number, annexLetter, depth, section } = node
    const isAnnex = annexLetter !== null && depth === 0
    return {
      state: "there",
      number: isAnnex ? { kind: "annex", label: annexLetter } : { kind: "section", label: number },
      title: section.title,
    }
  }

  async #goals(publication: Publication, sectionId: SectionId): Promise<readonly TextGoal[]> {
    const section = publication.sections[sectionId]
    const starts = (await this.#deps.numbers.starts(publication)).get(sectionId)
    if (!section || !starts) return []
    const { language, dir } = section
    const setting = numberingOf(section)
    const { position, parts } = await this.#deps.hub.parts(sectionId)
    const at = JSON.stringify([position, language, dir, setting, starts])
    const known = this.#known.get(sectionId)
    if (known?.at === at) return known.goals
    const goals = this.#deps.reader.goals({
      key: sectionId,
      position,
      parts: async () => [...parts],
      language,
      dir,
      numbering: { setting, starts },
    })
    const next = { at, goals }
    this.#known.delete(sectionId)
    this.#known.set(sectionId, next)
    const [oldest] = this.#known.keys()
    if (this.#known.size > KNOWN_MAX && oldest !== undefined) this.#known.delete(oldest)
    goals.catch(() => {
      if (this.#known.get(sectionId) === next) this.#known.delete(sectionId)
    })
    return goals
  }
}
