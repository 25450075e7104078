import type { InlineKind } from "../../canonical/kind.ts"
import { isBlockId } from "../../form/attributes.ts"
import { goalKinds, type GoalKind, isGoalSection, type ReferenceForm } from "./form.ts"

/** A place that refers to another: "paragraph 12". The number is the goal's, wherever that stands now. */
export interface CrossReference {
  readonly type: "crossreference"
  readonly section: string
  /** Absent where the section itself is the goal. */
  readonly block?: string
  /** What the goal was when it was chosen. */
  readonly goal: GoalKind
  /** Absent for words and number. */
  readonly form?: ReferenceForm
}

export const crossreference: InlineKind<CrossReference> = {
  append({ attributes }, inline, reading) {
    const { __section: section, __block: block, __goal: goal, __form: form } = attributes
    if (!isGoalSection(section)) return
    reading.needs(3)
    inline.push({
      type: "crossreference",
      section: section as string,
      ...(isBlockId(block) ? { block: block as string } : {}),
      goal: goalKinds.find((kind) => kind === goal) ?? "paragraph",
      ...(form === "number" ? { form } : {}),
    })
  },
  html(part, printer) {
    const { words, state } = printer.reference(part)
    const goal = printer.escape(goalKey(part))
    const data = `data-reference="${part.goal}" data-goal="${goal}"${part.form === "number" ? ' data-form="number"' : ""}`
    const url = state === "there" ? printer.goalUrl?.(part) : undefined
    if (url !== undefined) return `<a ${data} href="${printer.escape(url)}">${printer.escape(words)}</a>`
    return `<span ${data}${state === "broken" ? " data-is-broken" : ""}>${printer.escape(words)}</span>`
  },
  plain: () => "",
  text: (part, printer) => printer.reference(part).words,
}

/** Names a goal in one word: as the path of an address does, section and block. */
export function goalKey({ section, block }: Pick<CrossReference, "section" | "block">): string {
  return block === undefined ? section : `${section}#${block}`
}
