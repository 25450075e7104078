import { displayMember, type PersonId, type Publication } from "@codraft/publication"

/** A piece of what is shown of a body: words, or the name of somebody whom it mentions. */
export type BodyPiece = string | { readonly person: PersonId; readonly name: string }

const token = /@\{([a-z0-9][a-z0-9-]{0,63})\}/g

/** A body as its reader may know the people in it. */
export function piecesOf(publication: Publication, body: string): BodyPiece[] {
  const pieces: BodyPiece[] = []
  let from = 0
  for (const found of body.matchAll(token)) {
    const person = found[1] as PersonId
    if (found.index > from) pieces.push(body.slice(from, found.index))
    pieces.push({ person, name: displayMember(publication, person).name })
    from = found.index + found[0].length
  }
  if (from < body.length) pieces.push(body.slice(from))
  return pieces
}

export function plainBody(publication: Publication, body: string): string {
  return piecesOf(publication, body)
    .map((piece) => (typeof piece === "string" ? piece : `@${piece.name}`))
    .join("")
}

/** What a person writes: names stand for the people whom they have chosen. */
export interface Written {
  readonly text: string
  readonly mentioned: readonly { readonly person: string; readonly name: string }[]
}

export const nothingWritten: Written = { text: "", mentioned: [] }

export function writtenFrom(publication: Publication, body: string): Written {
  const mentioned = piecesOf(publication, body).flatMap((piece) => (typeof piece === "string" ? [] : [piece]))
  return { text: plainBody(publication, body), mentioned }
}

/** The body to be sent. Of two names one of which begins with the other, the longer one is meant where it stands. */
export function bodyOf({ text, mentioned }: Written): string {
  const names = [...new Map(mentioned.map((mention) => [mention.name, mention.person]))]
    .filter(([name]) => name !== "")
    .sort(([a], [b]) => b.length - a.length)
  if (names.length === 0) return text
  let body = ""
  for (let at = 0; at < text.length; ) {
    const here = text[at] === "@" ? names.find(([name]) => text.startsWith(name, at + 1)) : undefined
    body += here === undefined ? text[at] : `@{${here[1]}}`
    at += here === undefined ? 1 : here[0].length + 1
  }
  return body
}

/** The sign and what is asked for behind it, where the caret is behind such. */
export function mentionBefore(before: string): { start: number; query: string } | null {
  const found = /(?:^|[\s([«“"'/-])@([\p{L}\p{M}'’. -]{0,40})$/u.exec(before)
  const query = found?.[1]
  return query === undefined || /\s\s|^\s/.test(query) ? null : { start: before.length - query.length - 1, query }
}

export interface Mentionable {
  readonly person: PersonId
  readonly name: string
  readonly organization: string
}

const offeredMax = 8

/** Whom a comment can mention by what is typed of their name or organisation: only people whose names this reader knows. */
export function mentionable(
  publication: Publication,
  query: string,
  mayRead: (personId: PersonId) => boolean,
): Mentionable[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  const people = Object.keys(publication.members) as PersonId[]
  return people
    .map((person) => ({ person, ...displayMember(publication, person) }))
    .filter(({ isOrganizationOnly, name, organization }) => {
      const own = folded(`${name} ${organization}`).split(/[^\p{L}\p{N}]+/u)
      return !isOrganizationOnly && words.every((word) => own.some((other) => other.startsWith(word)))
    })
    .filter(({ person }) => mayRead(person))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, offeredMax)
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
}
