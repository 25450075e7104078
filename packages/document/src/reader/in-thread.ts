import { Desk } from "./desk.ts"
import type { ShelfBounds } from "./document-shelf.ts"
import type { ContentRequest, Reader } from "./reader.ts"
import { type Question, tasks } from "./tasks.ts"

/** A reader in the caller's own thread: for tests, and for programs that serve nobody. */
export function createInThreadReader(bounds?: ShelfBounds): Reader {
  const desk = new Desk(bounds)
  async function ask<T>(question: Question, request: ContentRequest): Promise<T> {
    const { key, position, language, dir, numbering, page, search, references, anchors, typed } = request
    const at = { key, position }
    const section = { language, dir, numbering, page, search, references, anchors, typed }
    const known = desk.fromKept(question, at, section)
    if (known !== null) return known.answer as T
    return desk.fromParts(question, at, section, await request.parts()) as T
  }
  return {
    content: (request) => ask("content", request),
    json: (request) => ask("json", request),
    html: (request) => ask("html", request),
    text: (request) => ask("text", request),
    counts: (request) => ask("counts", request),
    search: (request) => ask("search", request),
    headings: (request) => ask("headings", request),
    abbreviations: (request) => ask("abbreviations", request),
    targets: (request) => ask("targets", request),
    numberCounts: (request) => ask("numberCounts", request),
    goals: (request) => ask("goals", request),
    referred: (request) => ask("referred", request),
    anchoredThreads: (request) => ask("anchoredThreads", request),
    findWords: (request) => ask("findWords", request),
    findTyped: (request) => ask("findTyped", request),
    markWords: async (...args) => tasks.markWords(...args),
    markAll: async (...args) => tasks.markAll(...args),
    remarkLost: async (...args) => tasks.remarkLost(...args),
    seed: async (...args) => tasks.seed(...args),
    refill: async (...args) => tasks.refill(...args),
    movePassage: async (...args) => tasks.movePassage(...args),
    findCut: async (...args) => tasks.findCut(...args),
    followPassage: async (...args) => tasks.followPassage(...args),
    takeOutLate: async (...args) => tasks.takeOutLate(...args),
    inspect: async (...args) => tasks.inspect(...args),
    check: async (...args) => tasks.check(...args),
    moment: async (...args) => tasks.moment(...args),
    compare: async (...args) => tasks.compare(...args),
    authorsPosition: async (...args) => tasks.authorsPosition(...args),
    foldAuthors: async (...args) => tasks.foldAuthors(...args),
    encodedAuthors: async (...args) => tasks.encodedAuthors(...args),
    restoreAuthors: async (...args) => tasks.restoreAuthors(...args),
    authors: async (...args) => tasks.authors(...args),
    authorRuns: async (...args) => tasks.authorRuns(...args),
    changes: async (...args) => tasks.changes(...args),
    compact: async (...args) => tasks.compact(...args),
    diff: async (...args) => tasks.diff(...args),
    close: async () => {},
  }
}
