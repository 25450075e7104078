import {
  $isCrossReferenceNode,
  CrossReferenceNode,
  type Goal,
  goalKey,
  goalOf,
  languageState,
  type ReferenceTo,
  shownReference,
  type TextGoal,
} from "@codraft/document"
import type { PlaceInText } from "@codraft/publication"
import { mergeRegister } from "@lexical/utils"
import { $getNodeByKey, $getState, type LexicalEditor, type LexicalNode, type NodeKey } from "lexical"
import { hasChangedBlocks } from "../section/changed-blocks.ts"
import { $ownGoals, type Counting } from "./own-goals.ts"
import type { SectionGoals } from "./section-goals.ts"

export interface ReferencesOptions {
  sectionId: string
  /** Null until it is known where this section's numbers begin. */
  counting: Counting | null
  language: string
  /** A section as a goal, by its number in the outline that this person sees. */
  sectionGoal: (sectionId: string) => Goal
  elsewhere: SectionGoals
  /** Where a goal is now, if it has moved; null: to where this person does not see. */
  whereNow: (to: ReferenceTo) => PlaceInText | null
  words: { broken: (words: string) => string }
}

/**
 * What the cross-references of an open text show. It is computed, put on their elements and never stored: anew before the next
 * painting when blocks change, and when writing pauses after words have.
 */
export class References {
  readonly #editor: LexicalEditor
  readonly #options: ReferencesOptions
  readonly #keys = new Set<NodeKey>()
  readonly #listeners = new Set<() => void>()
  readonly #forget: () => void
  #broken: readonly NodeKey[] = []
  #goals = new Map<string, Goal>()
  #titles = new Map<string, string>()
  #timer = 0

  constructor(editor: LexicalEditor, options: ReferencesOptions) {
    this.#editor = editor
    this.#options = options
    this.#forget = mergeRegister(
      editor.registerMutationListener(CrossReferenceNode, (mutations) => {
        for (const [key, mutation] of mutations) {
          if (mutation === "destroyed") this.#keys.delete(key)
          else this.#keys.add(key)
        }
        this.dress()
      }),
      editor.registerUpdateListener((update) => {
        if (this.#keys.size === 0) return
        if (hasChangedBlocks(update)) this.dress()
        else if (update.dirtyLeaves.size > 0) this.#dressLater()
      }),
      editor.registerRootListener(() => this.dress()),
      editor.registerEditableListener(() => this.dress()),
      options.elsewhere.subscribe(() => this.dress()),
    )
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#forget()
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** The references whose goal is gone, or not counted any more, in reading order. */
  readonly broken = (): readonly NodeKey[] => this.#broken

  /** What a reference leads to, as far as it is known. */
  goalOf(reference: Pick<ReferenceTo, "section" | "block">): Goal | undefined {
    return this.#goals.get(goalKey(reference))
  }

  /** How the goal begins or is called. */
  titleOf(reference: Pick<ReferenceTo, "section" | "block">): string {
    return this.#titles.get(goalKey(reference)) ?? ""
  }

  dress(): void {
    clearTimeout(this.#timer)
    const { elsewhere, language, words } = this.#options
    if (this.#editor.getRootElement() === null || (this.#keys.size === 0 && this.#broken.length === 0)) return
    const placed = this.#read()
    this.#goals = new Map(placed.map(({ to, goal }) => [goalKey(to), goal] as const).filter(isKnown))
    this.#titles = new Map(placed.map(({ to, title }) => [goalKey(to), title]))
    const broken: NodeKey[] = []
    for (const { key, to, goal, language: own } of placed) {
      const element = this.#editor.getElementByKey(key)
      const shown = goal === undefined ? null : shownReference(to, goal, own ?? language)
      if (shown?.state === "broken") broken.push(key)
      if (element === null) continue
      const text = shown?.words ?? "\u2026"
      if (element.textContent !== text) element.textContent = text
      set(element, "data-state", shown?.state ?? "unknown")
      set(element, "aria-label", shown?.state === "broken" ? words.broken(text) : null)
      // While writing, the caret goes from reference to reference; while reading, Tab does.
      set(element, "tabindex", this.#editor.isEditable() || shown?.state === "hidden" ? null : "0")
    }
    elsewhere.want(new Set(placed.flatMap(({ at }) => (at !== null && this.#isElsewhere(at) ? [at.section] : []))))
    if (String(broken) === String(this.#broken)) return
    this.#broken = broken
    for (const listener of this.#listeners) listener()
  }

  /** The words of a goal may have changed. */
  #dressLater(): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.dress(), pauseMs)
  }

  #isElsewhere({ section, block }: PlaceInText): boolean {
    const { sectionId, sectionGoal } = this.#options
    return section !== sectionId && block !== undefined && sectionGoal(section).state === "there"
  }

  #read(): Placed[] {
    const { sectionId, counting, whereNow } = this.#options
    return this.#editor.read(() => {
      const nodes = [...this.#keys].map((key) => $getNodeByKey(key)).filter($isCrossReferenceNode)
      const referring = nodes.map((node) => ({ node, to: node.getReference(), at: whereNow(node.getReference()) }))
      const own = new Set(referring.flatMap(({ at }) => (at?.section === sectionId ? [at.block ?? ""] : [])))
      const goals = counting !== null && own.size > 0 ? $ownGoals(counting, own) : null
      return referring
        .toSorted(({ node: a }, { node: b }) => (a.isBefore(b) ? -1 : 1))
        .map(({ node, to, at }) => ({
          key: node.getKey(),
          to,
          at,
          ...(at === null ? { goal: { state: "hidden" } as const, title: "" } : this.#goal(at, goals)),
          language: $languageOf(node),
        }))
    })
  }

  #goal(to: PlaceInText, own: ReadonlyMap<string, TextGoal> | null): Found {
    const { section, block } = to
    const { sectionId, sectionGoal, elsewhere } = this.#options
    const outer = sectionGoal(section)
    if (block === undefined) return { goal: outer, title: outer.state === "there" ? (outer.title ?? "") : "" }
    if (section === sectionId) return own === null ? unknown : found(own.get(block))
    // What is not in the outline of this person is not asked for.
    const goals = outer.state === "there" ? elsewhere.of(section) : "hidden"
    if (goals === undefined) return unknown
    return goals === "hidden" ? { goal: { state: "hidden" }, title: "" } : found(goals.get(block))
  }
}

interface Found {
  /** Undefined while it is not known. */
  goal: Goal | undefined
  title: string
}

interface Placed extends Found {
  key: NodeKey
  to: ReferenceTo
  at: PlaceInText | null
  language: string | null
}

const pauseMs = 300

const unknown: Found = { goal: undefined, title: "" }

const found = (goal: TextGoal | undefined): Found =>
  goal === undefined ? { goal: { state: "gone" }, title: "" } : { goal: goalOf(goal), title: goal.title }

const isKnown = (entry: readonly [string, Goal | undefined]): entry is readonly [string, Goal] => entry[1] !== undefined

/** The language of the innermost block that says one. */
function $languageOf(node: LexicalNode): string | null {
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent()) {
    const language = $getState(at, languageState)
    if (language !== "") return language
  }
  return null
}

function set(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
