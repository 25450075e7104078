import type { Authorship } from "../authorship/index.ts"
import type { SectionLanguage } from "../canonical/reading.ts"
import type { ChangedLine } from "./changed-lines.ts"

/**
 * What of the changes others made: without what this person wrote themselves, and without what nobody but them took away since
 * a time.
 */
export function ofOthers(
  lines: readonly ChangedLine[],
  authorship: Authorship,
  { person, since, section }: { person: string; since: number; section: SectionLanguage },
): ChangedLine[] {
  const written = new Map(authorship.lines(section).map((line) => [line.id, line]))
  const isOwnRemoval = (block: string | null): boolean => {
    const by = authorship.removers(block, since)
    return by.size > 0 && [...by].every((remover) => remover === person)
  }
  return lines.flatMap((line): ChangedLine[] => {
    if (line.kind === "removed") return isOwnRemoval(line.id) ? [] : [line]
    const now = line.id === null ? undefined : written.get(line.id)
    if (now === undefined || now.text !== line.text) return line.kind === "moved" ? [] : [line]
    const added: { from: number; to: number }[] = []
    let at = 0
    for (const { author, length } of now.runs) {
      const end = at + length
      for (const { from, to } of line.added) {
        const part = { from: Math.max(from, at), to: Math.min(to, end) }
        if (author !== person && part.to > part.from) added.push(part)
      }
      at = end
    }
    const removed = isOwnRemoval(line.id) ? [] : line.removed
    if (line.kind === "moved" || (added.length === 0 && removed.length === 0 && line.text !== "")) return []
    return [{ ...line, added: joined(added), removed }]
  })
}

function joined(spans: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const all: { from: number; to: number }[] = []
  for (const { from, to } of spans) {
    const last = all.at(-1)
    if (last?.to === from) last.to = to
    else all.push({ from, to })
  }
  return all
}
