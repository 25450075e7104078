import type { TextGoal } from "@codraft/document"
import { request, RequestError } from "../workspace/request.ts"

/** What a section holds for references: its goals by their block; or it may not be read, or is not there. */
export type GoalsOfSection = ReadonlyMap<string, TextGoal> | "hidden"

/** Changes in other texts are asked after so often, while somebody looks. */
const askAgainMs = 15_000
/** A text that refers to more sections than these has them one after the other. */
const sectionsMax = 60

/** The goals in other sections, by the server, which counts and judges; kept up while somebody looks. */
export class SectionGoals {
  readonly #listeners = new Set<() => void>()
  readonly #known = new Map<string, { goals: GoalsOfSection; body: string }>()
  #wanted: ReadonlySet<string> = new Set()
  #asking = new AbortController()
  #timer = 0

  /** Undefined until the server has said. */
  of(sectionId: string): GoalsOfSection | undefined {
    return this.#known.get(sectionId)?.goals
  }

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  want(sections: ReadonlySet<string>): void {
    const isNew = [...sections].some((id) => !this.#wanted.has(id))
    this.#wanted = sections
    if (isNew) this.ask()
  }

  readonly ask = (): void => {
    clearTimeout(this.#timer)
    if (this.#wanted.size === 0) return
    this.#timer = window.setTimeout(this.ask, askAgainMs)
    if (document.visibilityState === "hidden") return
    const { signal } = this.#asking
    for (const id of [...this.#wanted].slice(0, sectionsMax)) void this.#askFor(id, signal)
  }

  start(): () => void {
    this.#asking = new AbortController()
    document.addEventListener("visibilitychange", this.ask)
    addEventListener("online", this.ask)
    this.ask()
    return () => {
      this.#asking.abort()
      clearTimeout(this.#timer)
      document.removeEventListener("visibilitychange", this.ask)
      removeEventListener("online", this.ask)
    }
  }

  async #askFor(id: string, signal: AbortSignal): Promise<void> {
    const found = await goalsOfSection(id, signal)
    if (found === null || signal.aborted) return
    const body = JSON.stringify(found)
    if (this.#known.get(id)?.body === body) return
    const goals = found === "hidden" ? found : new Map(found.map((goal) => [goal.block, goal]))
    this.#known.set(id, { goals, body })
    for (const listener of this.#listeners) listener()
  }
}

/** Null without an answer: then what was known holds, and it is asked again. */
export async function goalsOfSection(id: string, signal: AbortSignal): Promise<readonly TextGoal[] | "hidden" | null> {
  try {
    const { goals } = await request<{ goals: TextGoal[] }>(`/api/sections/${encodeURIComponent(id)}/goals`, { signal })
    return goals
  } catch (error) {
    if (signal.aborted) return null
    if (!(error instanceof RequestError)) throw error
    return error.status === 404 ? "hidden" : null
  }
}
