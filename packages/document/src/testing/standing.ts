import * as Y from "yjs"
import { sectionWords } from "../anchor/section-words.ts"
import { firstItem } from "../canonical/items.ts"
import { threadOfMark } from "../form/index.ts"

/** A character of the text: which one it is in the document, and the threads that are on it. */
export interface Standing {
  readonly character: string
  readonly client: number
  readonly clock: number
  readonly threads: ReadonlySet<string>
}

/** Every character among the words of a section, in their order. */
export function standingIn(doc: Y.Doc): Standing[] {
  return sectionWords(doc).pieces.flatMap(({ of }) => charactersOf(of))
}

function charactersOf(text: Y.XmlText): Standing[] {
  const all: Standing[] = []
  const threads = new Set<string>()
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted) continue
    const { content, id } = item
    if (content instanceof Y.ContentFormat) {
      const threadId = threadOfMark(content.key)
      if (threadId !== null && (content.value as unknown) === 1) threads.add(threadId)
      else if (threadId !== null) threads.delete(threadId)
    } else if (content instanceof Y.ContentString) {
      for (let i = 0; i < content.str.length; i++) {
        const character = content.str[i] ?? ""
        all.push({ character, client: id.client, clock: id.clock + i, threads: new Set(threads) })
      }
    }
  }
  return all
}
