import { diffArrays } from "diff"
import * as Y from "yjs"
import { wordSegments } from "../canonical/lines.ts"
import { languageAttribute } from "../form/index.ts"
import type { ElementMaker } from "./elements.ts"
import { type FormChild, type FormElement, type FormText, isText } from "./form-of.ts"
import { documentKey, documentText, formKey, formText } from "./keys.ts"
import { patchText } from "./text.ts"

const editsMax = 3_000

type Present = Y.XmlElement | Y.XmlText

/** A part of a line, of which words are compared one by one and things among them as a whole; links by their address. */
interface Part<C> {
  readonly child: C
  readonly key: string
}

/**
 * Gives a line these words and things. Between things that stay, words are changed where they are; where a thing came or went, a
 * text is cut or joined, and only the part that has the most words in common keeps its items.
 */
export function patchLine(line: Y.XmlElement, wanted: readonly FormChild[], make: ElementMaker, around: string): void {
  const said: unknown = line.getAttribute(languageAttribute)
  const language = typeof said === "string" ? said : around
  const present = line
    .toArray()
    .filter((child): child is Present => child instanceof Y.XmlElement || child instanceof Y.XmlText)
  const stretches = stretchesOf(present, wanted, language)
  const result: Present[] = []
  for (const { before, after } of stretches) {
    for (const child of rebuilt(before, after, make, language)) result.push(child)
  }
  // A line without words holds an empty text.
  if (result.length === 0) result.push(present.find((child) => child instanceof Y.XmlText) ?? new Y.XmlText())
  arrange(line, result)
  patchWords(
    result,
    stretches.flatMap(({ after }) => after),
    language,
  )

  function patchWords(children: readonly Present[], forms: readonly FormChild[], language: string): void {
    children.forEach((child, i) => {
      const form = forms[i]
      if (child instanceof Y.XmlText) patchText(child, form !== undefined && isText(form) ? form.runs : [], language)
      else if (form !== undefined && !isText(form) && form.name === "link")
        patchLine(child, form.children, make, language)
    })
  }
}

interface Stretch {
  readonly before: readonly Present[]
  readonly after: readonly FormChild[]
}

/** The line cut at the things that stay; each of those is a stretch by itself. */
function stretchesOf(present: readonly Present[], wanted: readonly FormChild[], language: string): Stretch[] {
  const old = present.flatMap((child) => partsOf<Present>(child, language))
  const now = wanted.flatMap((child) => partsOf<FormChild>(child, language))
  const edits = diffArrays(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
    { maxEditLength: editsMax },
  )
  const kept: [Present, FormChild][] = []
  let [i, j] = [0, 0]
  for (const { count, added, removed } of edits ?? []) {
    for (let step = 0; step < count; step++) {
      const [was, is] = [old[i]?.child, now[j]?.child]
      if (!added && !removed && was instanceof Y.XmlElement && is !== undefined) kept.push([was, is])
      if (!added) i++
      if (!removed) j++
    }
  }
  const stretches: Stretch[] = []
  let [from, to] = [0, 0]
  for (const [was, is] of [...kept, null].map((pair) => pair ?? [null, null])) {
    const [endBefore, endAfter] =
      was === null || is === null ? [present.length, wanted.length] : [present.indexOf(was), wanted.indexOf(is)]
    stretches.push({ before: present.slice(from, endBefore), after: wanted.slice(to, endAfter) })
    if (was !== null && is !== null) stretches.push({ before: [was], after: [is] })
    from = endBefore + 1
    to = endAfter + 1
  }
  return stretches
}

function partsOf<C extends Present | FormChild>(child: C, language: string): Part<C>[] {
  if (child instanceof Y.XmlText) return wordsOf(child, documentText(child), language)
  if (child instanceof Y.XmlElement) {
    const key =
      child.nodeName === "link" ? `link ${String(child.getAttribute("__url"))}` : documentKey(child, () => null)
    return [{ child, key }]
  }
  if (isText(child)) return wordsOf(child, formText(child), language)
  return [{ child, key: child.name === "link" ? `link ${String(child.attributes["__url"])}` : formKey(child) }]
}

function wordsOf<C>(child: C, text: string, language: string): Part<C>[] {
  return Array.from(wordSegments(text, language), ({ segment }) => ({ child, key: `word ${segment}` }))
}

/** The children that a stretch gets: things that stay, texts that go on, and new ones. */
function rebuilt(
  before: readonly Present[],
  after: readonly FormChild[],
  make: ElementMaker,
  language: string,
): Present[] {
  const [first] = before
  if (before.length === 1 && after.length === 1 && first instanceof Y.XmlElement && isSameThing(first, after[0]))
    return [first]
  const texts = before.filter((child) => child instanceof Y.XmlText)
  let next = 0
  return after.map((form) => {
    if (!isText(form)) return make.from(form)
    const at = bestFor(form, texts.slice(next), language)
    const text = at === null ? undefined : texts[next + at]
    if (at === null || text === undefined) return make.text({ name: "text", runs: [] })
    next += at + 1
    return text
  })
}

function isSameThing(element: Y.XmlElement, form: FormChild | undefined): form is FormElement {
  return (
    form !== undefined &&
    partsOf<Present | FormChild>(element, "und")[0]?.key === partsOf<FormChild>(form, "und")[0]?.key
  )
}

/** Which of these texts has the most in common with what is wanted; the first if none has anything. */
function bestFor(form: FormText, texts: readonly Y.XmlText[], language: string): number | null {
  if (texts.length < 2) return texts.length === 0 ? null : 0
  const wanted = new Set(wordsOf(form, formText(form), language).map(({ key }) => key))
  const common = texts.map((text) =>
    wordsOf(text, documentText(text), language).reduce((sum, { key }) => sum + (wanted.has(key) ? key.length : 0), 0),
  )
  return common.indexOf(Math.max(...common))
}

/** Makes these the children of a line, in this order; those that are in it already never move. */
function arrange(line: Y.XmlElement, children: readonly Present[]): void {
  const kept = new Set<unknown>(children)
  for (let at = line.length - 1; at >= 0; at--) if (!kept.has(line.get(at))) line.delete(at, 1)
  children.forEach((child, at) => {
    if (line.get(at) !== child) line.insert(at, [child])
  })
}
