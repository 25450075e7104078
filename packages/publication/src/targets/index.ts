import catalogue from "./sdg-targets.json" with { type: "json" }

/** An edition of the global indicator list. */
export type Edition = "2016" | "2024"

export interface Goal {
  code: string
  label: string
}

export interface Indicator {
  code: string
  label: string
  editions: Edition[]
  /** Present where the code meant something else in the edition of 2016. */
  label2016?: string
}

export interface Target {
  code: string
  goal: number
  label: string
  indicators: Indicator[]
  migration: { relation: "direct" | "related" | null; theme: string | null; basis?: string }
}

export const goals: readonly Goal[] = catalogue.goals
export const targets: readonly Target[] = catalogue.targets as Target[]
