import type { FindAnswer, Reader } from "@codraft/document/reader"
import type { Refusal, Section, WantedWords, WordsAnswer } from "@codraft/publication"
import type { Log } from "@codraft/storage"
import { type Facts, factsIn, type Hub, serverAuthor, type Written } from "@codraft/sync/server"

/** The text does not have the words; nothing was written. */
export class WordsRefused extends Error {
  override name = "WordsRefused"
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

interface WordsDeps {
  log: Pick<Log, "append">
  reader: Pick<Reader, "findWords" | "markWords">
  hub: Pick<Hub, "parts" | "writeTogether">
}

/**
 * Asks the text of a section for the words of a thread, and appends what `complete` makes of the answer: with the mark in the same
 * append, where the thread has one. Rejects as `complete` does, and as `Hub.writeTogether` does; nothing is written then.
 */
export async function writeOnWords(
  { log, reader, hub }: WordsDeps,
  section: Pick<Section, "id" | "language" | "dir">,
  { threadId, words, isMarked }: WantedWords,
  complete: (answer: WordsAnswer) => Facts,
): Promise<Pick<Written, "facts">> {
  const { id, language, dir } = section
  if (!isMarked) {
    const { position, parts } = await hub.parts(id)
    const request = { key: id, position, parts: async () => [...parts], language, dir, anchors: [words] }
    const [answer] = await reader.findWords(request)
    const facts = complete(answer ?? nowhere)
    return { facts: factsIn(facts, await log.append(facts)) }
  }
  // The words stay those of their authors: it is the server that marks them, for whoever may comment and not write.
  return hub.writeTogether([id], serverAuthor, async ([basis]) => {
    if (basis === undefined) throw new Error("a comment is on one text")
    const { parts, clientId } = basis
    const answer = await reader.markWords({ parts, clientId, threadId, anchor: words })
    return { updates: [answer.kind === "found" ? { update: answer.update } : null], facts: complete(answer) }
  })
}

const nowhere: FindAnswer = { kind: "hits", hits: 0 }
