import { type Comment, type Thread, targetRefKey } from "@codraft/publication"
import type { ReviewPage, ThreadNow } from "./publication-review.ts"

/** The media type of the Web Annotation Data Model's JSON-LD. */
export const annotationType = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

interface Place {
  /** Where this server is found. */
  origin: string
  publicationId: string
  sectionId: string
}

/** The comments of a section as a page of annotations (W3C Web Annotation Data Model): each comment one, and each reply one on that. */
export function annotationPage({ threads, people, next }: ReviewPage, place: Place): object {
  const source = `${place.origin}/p/${place.publicationId}/s/${place.sectionId}`
  const page = `${place.origin}/api/sections/${place.sectionId}/review?format=web-annotation`
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld", { codraft: `${place.origin}/ns#` }],
    id: page,
    type: "AnnotationPage",
    partOf: collectionOf(place, place.sectionId),
    ...(next === null ? {} : { next: `${page}&after=${next}` }),
    items: threads.flatMap((one) => annotations(one, people, source, `${place.origin}/p/${place.publicationId}`)),
  }
}

/** The comments of a whole publication, or of one section, as one collection with one page. */
export function annotationCollection(
  { threads, people }: Pick<ReviewPage, "threads" | "people">,
  {
    origin,
    publicationId,
    sectionId: only,
    title,
    language,
  }: Omit<Place, "sectionId"> & { sectionId?: string | undefined; title: string; language: string },
): object {
  const of = `${origin}/p/${publicationId}`
  const id = collectionOf({ origin, publicationId }, only)
  const items = threads.flatMap((one) => {
    const { sectionId } = one.thread
    return annotations(one, people, sectionId === null ? of : `${of}/s/${sectionId}`, of)
  })
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld", { codraft: `${origin}/ns#` }],
    id,
    type: "AnnotationCollection",
    label: { "@value": title, "@language": language },
    total: items.length,
    first: { id: `${id}&page=1`, type: "AnnotationPage", partOf: id, startIndex: 0, items },
  }
}

/** Where all comments on a publication, or those on one of its sections, are found. */
function collectionOf({ origin, publicationId }: Omit<Place, "sectionId">, sectionId?: string): string {
  const all = `${origin}/api/publications/${publicationId}/review/file?format=jsonld`
  return sectionId === undefined ? all : `${all}&section=${sectionId}`
}

function annotations(
  { thread, isRemoved }: ThreadNow,
  people: ReviewPage["people"],
  source: string,
  publication: string,
): object[] {
  const [first, ...replies] = thread.comments
  if (first === undefined) return []
  const id = `${source}#comment-${thread.id}`
  const { anchor, targets, isGap, kind, state, outcome, reason, audience, onBehalf, version } = thread
  const comment = {
    id,
    type: "Annotation",
    motivation: targets.length > 0 || isGap ? ["commenting", "tagging"] : "commenting",
    ...said(first, people),
    body: [textOf(first, "commenting"), ...tags(thread)],
    target:
      anchor === null ? source : selected(isOfVersion(thread) ? pageOf(thread.version, publication) : source, anchor),
    "codraft:kind": kind,
    "codraft:state": state,
    "codraft:audience": audience,
    ...(outcome === null ? {} : { "codraft:outcome": outcome }),
    ...(reason === null ? {} : { "codraft:reason": reason }),
    ...(isRemoved ? { "codraft:textRemoved": true } : {}),
    ...(version === undefined ? {} : { "codraft:version": versionOf(version, publication) }),
    ...(onBehalf === undefined ? {} : { "codraft:onBehalfOf": onBehalf.organization }),
  }
  return [
    comment,
    ...replies.map((reply) => ({
      id: `${id}-${reply.id}`,
      type: "Annotation",
      motivation: "replying",
      ...said(reply, people),
      body: reply.isDeleted ? [] : [textOf(reply, "replying")],
      target: id,
    })),
  ]
}

type OnVersion = NonNullable<Thread["version"]>

/** Where it was made: the paragraph of the version, and the words there. */
function versionOf(version: OnVersion, publication: string): object {
  const { number, paragraph, quote } = version
  const page = pageOf(version, publication)
  return {
    "codraft:number": number,
    ...(paragraph === "" ? {} : { "codraft:paragraph": paragraph }),
    "codraft:place": quote === null ? page : selected(page, { quote }),
  }
}

function pageOf({ number, sectionId, block }: OnVersion, publication: string): string {
  return `${publication}/versions/${number}#${sectionId}-${block}`
}

/** Whoever reads it reads the version, and need not read the section of the draft. */
function isOfVersion(thread: Thread): thread is Thread & { version: OnVersion } {
  return thread.sectionId === null && thread.version !== undefined
}

function selected(source: string, { quote }: Pick<NonNullable<Thread["anchor"]>, "quote">): object {
  return { type: "SpecificResource", source, selector: selectorOf({ quote }) }
}

function said({ author, at, editedAt }: Comment, people: ReviewPage["people"]): object {
  const { name = "", organization = "" } = people[author] ?? {}
  return {
    creator: { type: name === organization ? "Organization" : "Person", name },
    created: new Date(at).toISOString(),
    ...(editedAt === null ? {} : { modified: new Date(editedAt).toISOString() }),
  }
}

function textOf({ body }: Comment, purpose: string): object {
  return { type: "TextualBody", value: body, format: "text/plain", purpose }
}

/** A code of an indicator says nothing without the edition of its list. */
function tags({ targets, isGap }: Pick<Thread, "targets" | "isGap">): object[] {
  const tag = (value: string, more: object = {}) => ({ type: "TextualBody", value, purpose: "tagging", ...more })
  return [
    ...targets.map((target) =>
      typeof target === "string" ? tag(target) : tag(targetRefKey(target), { "codraft:edition": target.edition }),
    ),
    ...(isGap ? [tag("gap")] : []),
  ]
}

function selectorOf({ quote }: Pick<NonNullable<Thread["anchor"]>, "quote">): object {
  const { exact, prefix, suffix } = quote
  return {
    type: "TextQuoteSelector",
    exact,
    ...(prefix === "" ? {} : { prefix }),
    ...(suffix === "" ? {} : { suffix }),
  }
}
