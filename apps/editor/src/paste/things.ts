import { type CrossReference, isTargetCodeShape, type TargetChip } from "@codraft/document"

/** A target or a cross-reference that a text of ours has left in HTML; null for every other element. */
export function thingOf(element: Element): TargetChip | CrossReference | null {
  const code = element.getAttribute("data-target")
  if (element.localName === "abbr" && isTargetCodeShape(code)) return { type: "target", code: code as string }
  const goal = goalPattern.exec(element.getAttribute("data-goal") ?? "")?.groups
  const kind = kinds.find((kind) => kind === element.getAttribute("data-reference"))
  if (goal?.["section"] === undefined || kind === undefined) return null
  const block = goal["block"]
  return {
    type: "crossreference",
    section: goal["section"],
    ...(block === undefined ? {} : { block }),
    goal: kind,
    ...(element.getAttribute("data-form") === "number" ? { form: "number" } : {}),
  }
}

const goalPattern = /^(?<section>[a-z0-9][a-z0-9-]{0,63})(?:#(?<block>[A-Za-z0-9][A-Za-z0-9_-]{0,63}))?$/
const kinds = ["heading", "paragraph", "subparagraph", "table", "figure", "section"] as const
