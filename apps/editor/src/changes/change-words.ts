import { m } from "../language/language.ts"

/** A paragraph that others changed, as the server tells it. */
export interface ChangedLine {
  kind: "added" | "changed" | "removed" | "moved"
  id: string | null
  text: string
  added: { from: number; to: number }[]
  removed: { at: number; text: string }[]
  behind: string | null
}

/** A card and an announcement say enough to know it by. */
const wordsMax = 280

function shortened(words: string): string {
  return words.length > wordsMax ? `${words.slice(0, wordsMax)}…` : words
}

const kinds: Readonly<Record<ChangedLine["kind"], () => string>> = {
  added: m.news_added,
  changed: m.news_changed,
  removed: m.news_removed,
  moved: m.news_moved,
}

/** What happened to the paragraph, in a word or two. */
export function kindWords(kind: ChangedLine["kind"]): string {
  return kinds[kind]()
}

/** What is new of it and what was taken out, each once. */
export function detailWords({ kind, text, added, removed }: ChangedLine): string[] {
  const fresh = added.map(({ from, to }) => text.slice(from, to).trim()).filter(Boolean)
  const gone = removed.map((part) => part.text.trim()).filter(Boolean)
  return [
    ...(fresh.length > 0 && kind !== "moved" ? [m.news_new_words({ words: shortened(fresh.join(" … ")) })] : []),
    ...(gone.length > 0 ? [m.news_gone_words({ words: shortened(gone.join(" … ")) })] : []),
  ]
}
