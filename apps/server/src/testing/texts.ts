import type { Person } from "./world.ts"

/** What tests look at of a canonical text. */
export interface TextNow {
  blocks: { id?: string; type: string; content?: { text?: string }[] }[]
  footnotes?: unknown[]
}

export async function textOf(person: Person, sectionId: string): Promise<TextNow> {
  return person.json<TextNow>(`/api/sections/${sectionId}/text?format=json`)
}

export async function idsOf(person: Person, sectionId: string): Promise<string[]> {
  return (await textOf(person, sectionId)).blocks.map(({ id }) => id ?? "")
}

/** The words of each block that is one line. */
export async function linesOf(person: Person, sectionId: string): Promise<string[]> {
  const { blocks } = await textOf(person, sectionId)
  return blocks.map(({ content = [] }) => content.map(({ text = "" }) => text).join(""))
}

interface Authors {
  authors: { name: string }[]
  lines: { text: string; runs: [author: number, at: number | null, length: number][] }[]
}

/** Who wrote the words of the line that ends so, as somebody is shown it. */
export async function writersOf(
  person: Person,
  sectionId: string,
  ending: string,
): Promise<[name: string, words: string][]> {
  const { authors, lines } = await person.json<Authors>(`/api/sections/${sectionId}/authorship`)
  const line = lines.find(({ text }) => text.endsWith(ending))
  let at = 0
  return (line?.runs ?? []).map(([author, , length]) => {
    at += length
    return [authors[author]?.name ?? "", line?.text.slice(at - length, at) ?? ""]
  })
}
