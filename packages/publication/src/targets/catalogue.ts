import { type Edition, EditionSchema } from "../target-codes.ts"
import goalLabels from "./goal-labels.json" with { type: "json" }
import labels from "./labels.json" with { type: "json" }
import catalogue from "./sdg-targets.json" with { type: "json" }

/**
 * The goals, targets and indicators of the 2030 Agenda. Codes are official; labels and themes are short wordings of
 * this product, not the official texts, and must not be quoted as such.
 */

export type { Edition }
export const editions: readonly Edition[] = EditionSchema.options
export const defaultEdition: Edition = "2016"

export interface Goal {
  code: string
  label: string
}

export interface Indicator {
  code: string
  edition: Edition
  label: string
  target: string
}

export interface Target {
  code: string
  goal: string
  label: string
  migration: {
    /** "direct": the target's own text names migration; "related": an editorial choice; null: no link marked. */
    relation: "direct" | "related" | null
    theme: string | null
    basis?: string
    /** What not to take the target for. */
    caution?: string
  }
}

interface CatalogueTarget extends Omit<Target, "goal"> {
  goal: number
  indicators: { code: string; label: string; editions: Edition[]; label2016?: string }[]
}

// TypeScript reads JSON strings as `string`; a test walks the whole catalogue.
const entries = catalogue.targets as CatalogueTarget[]

export const goals: readonly Goal[] = catalogue.goals

export const targets: readonly Target[] = entries.map(({ code, goal, label, migration }) => ({
  code,
  goal: String(goal),
  label,
  migration,
}))

const byCode = new Map(targets.map((target) => [target.code, target]))

export function targetByCode(code: string): Target | null {
  return byCode.get(code) ?? null
}

/** The indicators of an edition, in the order of the list. Some are listed under several targets by different codes. */
export function indicators(edition: Edition = defaultEdition): readonly Indicator[] {
  return indicatorsOf[edition]
}

export function indicatorByCode(code: string, edition: Edition = defaultEdition): Indicator | null {
  return indicatorsOf[edition].find((indicator) => indicator.code === code) ?? null
}

const indicatorsOf: Record<Edition, readonly Indicator[]> = { "2016": listed("2016"), "2024": listed("2024") }

function listed(edition: Edition): Indicator[] {
  return entries.flatMap(({ code: target, indicators }) =>
    indicators
      .filter((indicator) => indicator.editions.includes(edition))
      .map(({ code, label, label2016 }) => ({
        code,
        edition,
        label: (edition === "2016" && label2016) || label,
        target,
      })),
  )
}

type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>
const labelsIn: Labels = labels
const goalLabelsIn: Labels = goalLabels

export interface Label {
  readonly text: string
  readonly language: string
}

/** The label in a language, or in English where it is not written in that. */
export function targetLabel(code: string, language: string): Label {
  return labelIn(labelsIn, code, language) ?? { text: byCode.get(code)?.label ?? "", language: "en" }
}

/** What a goal is called; English as above. */
export function goalLabel(code: string, language: string): Label {
  const label = goals.find((goal) => goal.code === code)?.label ?? ""
  return labelIn(goalLabelsIn, code, language) ?? { text: label, language: "en" }
}

function labelIn(all: Labels, code: string, language: string): Label | null {
  const primary = language.toLowerCase().split("-")[0] ?? ""
  const text = all[primary]?.[code]
  return text === undefined ? null : { text, language: primary }
}
