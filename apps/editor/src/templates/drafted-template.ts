import { type CommandInput, partsMax, type PublicationId, type Template, type TemplatePart } from "@codraft/publication"

/** A template as it is being written: words in every language, numbers as they were typed. */
export interface DraftedTemplate {
  name: string
  parts: DraftedPart[]
}

export type DraftedPart = Omit<TemplatePart, "wordsMax"> & { wordsMax: string }

export function draftOf(template: Template | null, newId: () => string): DraftedTemplate {
  if (template === null) return { name: "", parts: [newPart(newId())] }
  return {
    name: template.name,
    parts: template.parts.map((part) => ({ ...part, wordsMax: part.wordsMax === null ? "" : String(part.wordsMax) })),
  }
}

export function newPart(id: string): DraftedPart {
  return { id, heading: {}, level: 2, isLocked: true, isRequired: true, help: {}, wordsMax: "" }
}

export function canAddPart({ parts }: DraftedTemplate): boolean {
  return parts.length < partsMax
}

/** Words in one language; without any, the part has none in it. */
export function withWords(
  words: Readonly<Record<string, string>>,
  language: string,
  text: string,
): Record<string, string> {
  const { [language]: _, ...others } = words
  return text === "" ? others : { ...others, [language]: text }
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(to, 0, one)
  return next
}

/** Null while something is missing: a name, a heading, or a limit that is a number. */
export function commandOf(
  { name, parts }: DraftedTemplate,
  publicationId: PublicationId,
  template: Template | null,
): CommandInput | null {
  const read = parts.map((part) => {
    const heading = trimmed(part.heading)
    const wordsMax = part.wordsMax.trim() === "" ? null : Number(part.wordsMax)
    const isReadable = wordsMax === null || (Number.isInteger(wordsMax) && wordsMax >= 1)
    return Object.keys(heading).length === 0 || !isReadable
      ? null
      : { ...part, heading, help: trimmed(part.help), wordsMax }
  })
  const whole = read.filter((part) => part !== null)
  if (name.trim() === "" || parts.length === 0 || whole.length < parts.length) return null
  return { type: "setTemplate", publicationId, templateId: template?.id ?? null, name: name.trim(), parts: whole }
}

function trimmed(words: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(words).map(([language, text]) => [language, text.replaceAll(/\s+/g, " ").trim()])
  return Object.fromEntries(entries.filter(([, text]) => text !== "")) as Record<string, string>
}
