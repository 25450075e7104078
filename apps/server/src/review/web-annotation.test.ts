import type { Thread } from "@codraft/publication"
import jsonld from "jsonld"
import { describe, expect, it } from "vitest"
import { annotationContext } from "../testing/annotation-context.ts"
import type { ThreadNow } from "./publication-review.ts"
import { annotationCollection, annotationPage } from "./web-annotation.ts"

const origin = "https://drafts.example.org"
const people = {
  "p-1": { name: "Rosa Quintero", organization: "Open Routes Network" },
  "p-2": { name: "Ghana", organization: "Ghana" },
}

function said(id: string, author: string, more: object = {}) {
  return { id, author, at: Date.UTC(2016, 9, 21), body: `<b>${id}</b>`, editedAt: null, isDeleted: false, ...more }
}

function thread(more: object, isRemoved = false): ThreadNow {
  const base = {
    publicationId: "pub-1",
    sectionId: "s1",
    kind: "substantive",
    audience: "section",
    state: "open",
    outcome: null,
    reason: null,
    targets: [],
    isGap: false,
    anchor: null,
  }
  return { thread: { ...base, ...more } as unknown as Thread, isRemoved } as ThreadNow
}

const quote = { exact: "safe migration", prefix: "for ", suffix: " and" }
const threads = [
  thread(
    {
      id: "t1",
      targets: ["10.7", { code: "10.7.2", edition: "2016" }],
      anchor: { quote },
      state: "resolved",
      outcome: "not-taken-up",
      reason: "It is in annex I.",
      comments: [
        said("c1", "p-1", { editedAt: Date.UTC(2016, 9, 22) }),
        said("c2", "p-2"),
        said("c3", "p-2", { isDeleted: true, body: "" }),
      ],
    },
    true,
  ),
  thread({ id: "t2", isGap: true, onBehalf: { organization: "gha" }, comments: [said("c1", "p-2")] }),
]

type Node = Record<string, unknown>
const oa = "http://www.w3.org/ns/oa#"
const stream = "http://www.w3.org/ns/activitystreams#"

/** What a processor of JSON-LD understands; what it would have to leave out is an error. */
async function expanded(document: object): Promise<Node> {
  const [only, ...others] = await jsonld.expand(document, {
    safe: true,
    documentLoader: async (url) => {
      if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error(`nobody may be asked for ${url}`)
      return { documentUrl: url, document: annotationContext }
    },
  })
  if (only === undefined || others.length > 0) throw new Error("not one document")
  return only
}

const all = (node: Node | undefined, term: string) => (node?.[term] ?? []) as Node[]
const ids = (node: Node | undefined, term: string) => all(node, term).map((each) => each["@id"])
const values = (node: Node | undefined, term: string) => all(node, term).map((each) => each["@value"])
const itemsOf = (page: Node | undefined) => all(page, `${stream}items`).flatMap((list) => list["@list"] as Node[])

/** What the model asks of every annotation. */
function isAnnotation(node: Node): void {
  expect(node["@id"]).toMatch(/^https:/)
  expect(node["@type"]).toEqual([`${oa}Annotation`])
  expect(all(node, `${oa}hasTarget`)).toHaveLength(1)
  expect(all(node, "http://purl.org/dc/terms/creator")).toHaveLength(1)
  expect(all(node, "http://purl.org/dc/terms/created")).toEqual([
    { "@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": "2016-10-21T00:00:00.000Z" },
  ])
  const motivations = ids(node, `${oa}motivatedBy`)
  expect(motivations.length).toBeGreaterThan(0)
  for (const motivation of motivations)
    expect(["commenting", "tagging", "replying"].map((m) => oa + m)).toContain(motivation)
  for (const body of all(node, `${oa}hasBody`)) {
    expect(body["@type"]).toEqual([`${oa}TextualBody`])
    expect(values(body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")).toHaveLength(1)
    expect(ids(body, `${oa}hasPurpose`)).toHaveLength(1)
  }
}

describe("comments as annotations, to a processor of JSON-LD", () => {
  it("are a page of a section that names what it is part of, and lose no term", async () => {
    const place = { origin, publicationId: "pub-1", sectionId: "s1" }
    const page = await expanded(annotationPage({ threads, people, next: "t2" } as never, place))
    expect(page["@type"]).toEqual([`${stream}OrderedCollectionPage`])
    expect(ids(page, `${stream}partOf`)).toEqual([
      `${origin}/api/publications/pub-1/review/file?format=jsonld&section=s1`,
    ])
    expect(ids(page, `${stream}next`)).toEqual([`${origin}/api/sections/s1/review?format=web-annotation&after=t2`])
    const items = itemsOf(page)
    expect(items).toHaveLength(4)
    for (const item of items) isAnnotation(item)
    const [onWords, reply, gone, whole] = items

    const [target] = all(onWords, `${oa}hasTarget`)
    expect(target?.["@type"]).toEqual([`${oa}SpecificResource`])
    expect(ids(target, `${oa}hasSource`)).toEqual([`${origin}/p/pub-1/s/s1`])
    const [selector, ...others] = all(target, `${oa}hasSelector`)
    expect([selector?.["@type"], others]).toEqual([[`${oa}TextQuoteSelector`], []])
    for (const part of ["exact", "prefix", "suffix"] as const)
      expect(values(selector, oa + part)).toEqual([quote[part]])
    expect(ids(onWords, `${oa}motivatedBy`)).toEqual([`${oa}commenting`, `${oa}tagging`])
    expect(all(onWords, `${oa}hasBody`).map((body) => ids(body, `${oa}hasPurpose`)[0])).toEqual(
      ["commenting", "tagging", "tagging"].map((purpose) => oa + purpose),
    )
    expect(values(onWords, `${origin}/ns#textRemoved`)).toEqual([true])
    expect(values(onWords, `${origin}/ns#outcome`)).toEqual(["not-taken-up"])
    expect(all(onWords, "http://purl.org/dc/terms/modified")).toHaveLength(1)

    expect(ids(reply, `${oa}motivatedBy`)).toEqual([`${oa}replying`])
    expect(ids(reply, `${oa}hasTarget`)).toEqual([onWords?.["@id"]])
    expect(all(reply, "http://purl.org/dc/terms/creator")[0]?.["@type"]).toEqual([
      "http://xmlns.com/foaf/0.1/Organization",
    ])
    expect(all(gone, `${oa}hasBody`)).toEqual([])
    expect(ids(whole, `${oa}hasTarget`)).toEqual([`${origin}/p/pub-1/s/s1`])
  })

  it("are a collection of a publication, with one page that is part of it", async () => {
    const collection = await expanded(
      annotationCollection(
        { threads, people },
        {
          origin,
          publicationId: "pub-1",
          title: "Suivi et examen",
          language: "fr",
        },
      ),
    )
    expect(collection["@type"]).toEqual([`${stream}OrderedCollection`])
    expect(values(collection, `${stream}totalItems`)).toEqual([4])
    expect(all(collection, "http://www.w3.org/2000/01/rdf-schema#label")).toEqual([
      { "@value": "Suivi et examen", "@language": "fr" },
    ])
    const [first, ...others] = all(collection, `${stream}first`)
    expect([first?.["@type"], others]).toEqual([[`${stream}OrderedCollectionPage`], []])
    expect(ids(first, `${stream}partOf`)).toEqual([collection["@id"]])
    expect(values(first, `${stream}startIndex`)).toEqual([0])
    expect(itemsOf(first)).toHaveLength(4)
    for (const item of itemsOf(first)) isAnnotation(item)
  })
})
