/** Characters (UTF-16) that one author wrote at one time; null: nobody that is known. */
export interface AuthorRun {
  readonly author: string | null
  readonly at: number
  readonly length: number
}

/** What a reading that asks for authors adds to a piece of content; no part of the canonical form. */
export interface Written {
  readonly written?: readonly AuthorRun[]
}

/** Adds a run; neighbours of the same author and time are one. */
export function appendRun(runs: AuthorRun[], run: AuthorRun): void {
  if (run.length === 0) return
  const last = runs.at(-1)
  if (last !== undefined && last.author === run.author && last.at === run.at) {
    runs[runs.length - 1] = { ...last, length: last.length + run.length }
  } else {
    runs.push(run)
  }
}

export function joinRuns(...parts: readonly (readonly AuthorRun[])[]): AuthorRun[] {
  const joined: AuthorRun[] = []
  for (const part of parts) for (const run of part) appendRun(joined, run)
  return joined
}

/** The runs of a part of the text that they describe. */
export function sliceRuns(runs: readonly AuthorRun[], from: number, to: number): AuthorRun[] {
  const slice: AuthorRun[] = []
  let start = 0
  for (const run of runs) {
    const length = Math.min(to, start + run.length) - Math.max(from, start)
    if (length > 0) appendRun(slice, { ...run, length })
    start += run.length
    if (start >= to) break
  }
  return slice
}
