const oa = (name: string) => `http://www.w3.org/ns/oa#${name}`
const stream = (name: string) => `http://www.w3.org/ns/activitystreams#${name}`
const terms = (name: string) => `http://purl.org/dc/terms/${name}`
const schema = (name: string) => `http://www.w3.org/2001/XMLSchema#${name}`
const linked = (id: string) => ({ "@id": id, "@type": "@id" })
const chosen = (id: string) => ({ "@id": id, "@type": "@vocab" })
const typed = (id: string, type: string) => ({ "@id": id, "@type": schema(type) })

/**
 * What http://www.w3.org/ns/anno.jsonld says of the terms that the server uses (Web Annotation Vocabulary, appendix A; a W3C
 * Recommendation). A term that is not here is none of theirs, or has to be added with what the Recommendation says of it.
 */
export const annotationContext = {
  "@context": {
    id: { "@id": "@id", "@type": "@id" },
    type: { "@id": "@type", "@type": "@id" },
    Annotation: oa("Annotation"),
    AnnotationCollection: stream("OrderedCollection"),
    AnnotationPage: stream("OrderedCollectionPage"),
    SpecificResource: oa("SpecificResource"),
    TextualBody: oa("TextualBody"),
    TextQuoteSelector: oa("TextQuoteSelector"),
    Person: "http://xmlns.com/foaf/0.1/Person",
    Organization: "http://xmlns.com/foaf/0.1/Organization",
    commenting: oa("commenting"),
    replying: oa("replying"),
    tagging: oa("tagging"),
    body: linked(oa("hasBody")),
    target: linked(oa("hasTarget")),
    source: linked(oa("hasSource")),
    selector: linked(oa("hasSelector")),
    motivation: chosen(oa("motivatedBy")),
    purpose: chosen(oa("hasPurpose")),
    exact: oa("exact"),
    prefix: oa("prefix"),
    suffix: oa("suffix"),
    value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    format: "http://purl.org/dc/elements/1.1/format",
    name: "http://xmlns.com/foaf/0.1/name",
    label: "http://www.w3.org/2000/01/rdf-schema#label",
    creator: linked(terms("creator")),
    created: typed(terms("created"), "dateTime"),
    modified: typed(terms("modified"), "dateTime"),
    items: { ...linked(stream("items")), "@container": "@list" },
    first: linked(stream("first")),
    next: linked(stream("next")),
    partOf: linked(stream("partOf")),
    total: typed(stream("totalItems"), "nonNegativeInteger"),
    startIndex: typed(stream("startIndex"), "nonNegativeInteger"),
  },
}
