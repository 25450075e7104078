import { formatsOf } from "../form/index.ts"
import { joinRuns, type Written } from "./author-run.ts"
import type { Inline, TextRun } from "./content.ts"
import type { SourceText } from "./source.ts"

/** Adds the runs of a text; neighbours of the same formats and language are one. */
export function appendRuns(inline: Inline[], text: SourceText): void {
  for (const run of text.runs) {
    if (run.text === "") continue
    const formats = formatsOf(run.format)
    const before = inline.at(-1)
    if (before?.type === "text" && isAlike(before, formats, run.language)) {
      inline[inline.length - 1] = { ...before, text: before.text + run.text, ...writtenOf(before, run) }
    } else {
      inline.push({
        type: "text",
        text: run.text,
        ...(formats.length === 0 ? {} : { formats }),
        ...(run.language === "" ? {} : { language: run.language }),
        ...(run.written === undefined ? {} : { written: run.written }),
      })
    }
  }
}

function isAlike(run: TextRun, formats: readonly string[], language: string): boolean {
  if ((run.language ?? "") !== language) return false
  const before = run.formats ?? []
  return before.length === formats.length && before.every((format, i) => format === formats[i])
}

function writtenOf(before: Written, next: Written): Written {
  return next.written === undefined ? {} : { written: joinRuns(before.written ?? [], next.written) }
}

/** Half a surrogate pair cannot be written as UTF-8, so it could not be hashed or exported. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD")
}
