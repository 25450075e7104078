import { DocumentShelf, type ShelfBounds } from "./document-shelf.ts"
import type { ContentRequest, Reader } from "./reader.ts"
import { type Question, questions, tasks } from "./tasks.ts"

/** A reader in the caller's own thread: for tests, and for programs that serve nobody. */
export function createInThreadReader(bounds?: ShelfBounds): Reader {
  const shelf = new DocumentShelf(bounds)
  async function ask<Q extends Question>(
    question: Q,
    request: ContentRequest,
  ): Promise<ReturnType<(typeof questions)[Q]>> {
    const { key, position, language, dir, numbering } = request
    const doc = shelf.get(key, position) ?? shelf.put(key, position, await request.parts())
    return questions[question](doc, { language, dir, numbering }) as ReturnType<(typeof questions)[Q]>
  }
  return {
    content: (request) => ask("content", request),
    html: (request) => ask("html", request),
    text: (request) => ask("text", request),
    counts: (request) => ask("counts", request),
    numberCounts: (request) => ask("numberCounts", request),
    seed: async (...args) => tasks.seed(...args),
    refill: async (...args) => tasks.refill(...args),
    inspect: async (...args) => tasks.inspect(...args),
    check: async (...args) => tasks.check(...args),
    compact: async (...args) => tasks.compact(...args),
    diff: async (...args) => tasks.diff(...args),
    close: async () => {},
  }
}
