import type * as Y from "yjs"
import { type AuthorRun, appendRun, type Written } from "../canonical/author-run.ts"
import type { Inline } from "../canonical/content.ts"
import { canonicalFromDoc, type RunsOfItems } from "../canonical/from-doc.ts"
import { inlineKindOf } from "../canonical/kinds.ts"
import { type Line, LineList, plainText } from "../canonical/lines.ts"
import type { SectionLanguage } from "../canonical/reading.ts"

/** A line and who wrote it: the lengths of the runs add up to the length of its text. */
export interface AuthoredLine extends Line {
  readonly runs: readonly AuthorRun[]
}

export function authoredLines(doc: Y.Doc, section: SectionLanguage, runsOf: RunsOfItems): AuthoredLine[] {
  const lines: AuthoredLine[] = []
  new LineList((line, content) => {
    lines.push({ ...line, text: plainText(content), runs: runsOfLine(content) })
  }).content(canonicalFromDoc(doc, section, runsOf))
  return lines
}

function runsOfLine(content: readonly Inline[]): AuthorRun[] {
  const runs: AuthorRun[] = []
  const add = (part: Inline & Written): void => {
    if (part.type === "link") {
      for (const inner of part.content) add(inner)
      return
    }
    const length = part.type === "text" ? part.text.length : inlineKindOf(part).plain(part).length
    const written = part.written ?? []
    if (part.type !== "text") {
      const [by] = written
      appendRun(runs, { author: by?.author ?? null, at: by?.at ?? 0, length })
      return
    }
    let left = length
    for (const run of written) {
      appendRun(runs, run)
      left -= run.length
    }
    appendRun(runs, { author: null, at: 0, length: left })
  }
  for (const part of content) add(part)
  return runs
}
