import {
  type Container,
  elementForm,
  isAllowedAttribute,
  isBlockId,
  isContainerContent,
  mayHold,
  statePrefix,
} from "../form/index.ts"
import type { Written } from "./author-run.ts"

/**
 * One view of a section's tree over its two homes, the Yjs types and the Lexical state, so that one builder reads both
 * and they cannot disagree.
 */
export type Source = SourceElement | SourceText | SourceForeign

export interface SourceElement extends Written {
  readonly kind: "element"
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly children: readonly Source[]
}

export interface SourceText {
  readonly kind: "text"
  readonly runs: readonly SourceRun[]
}

export interface SourceRun extends Written {
  readonly text: string
  /** Lexical's format bits. */
  readonly format: number
  /** Of the passage; "" where it is that of the line. */
  readonly language: string
  /** False if something about the run is not in the form. */
  readonly isReadable: boolean
}

/** Something that is neither element nor text. */
export interface SourceForeign {
  readonly kind: "foreign"
  readonly text: string
}

/** Beyond this depth nothing is read, so that no document overflows the stack. */
export const readDepthMax = 64

/** Name of the element that stands for an unreadable block in an editor (UnknownNode). */
export const unknownName = "unknown"
export const previewAttribute = "preview"
const previewCharsMax = 2000

/**
 * Whether this build understands a block and everything in it; what stands in a container is asked for itself.
 * State of an unknown key does not count: it is kept unread.
 */
export function isReadable(element: SourceElement, depth = 0): boolean {
  const form = elementForm(element.name)
  if (form === null || depth > readDepthMax) return false
  for (const [key, value] of Object.entries(element.attributes)) {
    if (!key.startsWith(statePrefix) && !isAllowedAttribute(element.name, key, value)) return false
  }
  return element.children.every((child) => {
    if (isContainerContent(form.content) && child.kind !== "text") return true
    if (child.kind === "foreign") return false
    if (child.kind === "text") return mayHold(form.content, "text") && child.runs.every((run) => run.isReadable)
    return mayHold(form.content, child.name) && isReadable(child, depth + 1)
  })
}

export type { Container }

/** Whether a child of a container can be shown as the block that it says it is. */
export function isReadableBlock(source: Source, container: Container): source is SourceElement {
  return source.kind === "element" && mayHold(container, source.name) && isReadable(source)
}

/** The words of something unreadable, in order and bounded. */
export function previewOf(source: Source): string {
  if (source.kind === "element" && source.name === unknownName) {
    const preview = source.attributes[previewAttribute]
    if (typeof preview === "string") return preview
  }
  const words: string[] = []
  let length = 0
  const pending: Source[] = [source]
  for (let next = pending.pop(); next !== undefined && length < previewCharsMax; next = pending.pop()) {
    if (next.kind === "element") {
      for (let i = next.children.length - 1; i >= 0; i--) {
        const child = next.children[i]
        if (child !== undefined) pending.push(child)
      }
      continue
    }
    const text = next.kind === "text" ? next.runs.map((run) => run.text).join("") : next.text
    if (text === "") continue
    words.push(text)
    length += text.length
  }
  return words.join(" ").slice(0, previewCharsMax)
}

export function blockIdOf(source: Source): string | undefined {
  const id = source.kind === "element" ? source.attributes["s_id"] : undefined
  return isBlockId(id) ? (id as string) : undefined
}
