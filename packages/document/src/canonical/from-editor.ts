import {
  $getEditor,
  $getRoot,
  $getState,
  $isElementNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
} from "lexical"
import { elementForm, formatMask, idAttribute, languageAttribute, statePrefix } from "../form/index.ts"
import { payloadStoreOf } from "../kinds/image/payload-store.ts"
import { $getBlockId, $isUnknownNode, languageState } from "../nodes/index.ts"
import type { CanonicalContent } from "./content.ts"
import { readSection, type SectionLanguage } from "./reading.ts"
import { previewAttribute, type Source, type SourceElement, type SourceRun, unknownName } from "./source.ts"

/** The canonical content of the current editor state, read with its editor: the same tree that canonicalFromDoc reads from its document. */
export function $canonicalFromEditor(section: SectionLanguage): CanonicalContent {
  return readSection($childrenOf($getRoot()), section, (id) => payloadStoreOf($getEditor())?.read(id) ?? null)
}

function $childrenOf(element: ElementNode): Source[] {
  const children: Source[] = []
  let runs: SourceRun[] | null = null
  for (const node of element.getChildren()) {
    if ($isTextNode(node)) {
      if (runs === null) {
        runs = []
        children.push({ kind: "text", runs })
      }
      runs.push({
        text: node.getTextContent(),
        format: node.getFormat() & formatMask,
        language: $getState(node, languageState),
        isReadable: true,
      })
    } else {
      runs = null
      children.push($sourceOf(node))
    }
  }
  return children
}

function $sourceOf(node: LexicalNode): SourceElement {
  if ($isUnknownNode(node)) {
    const attributes = { ...$stateOf(node), [previewAttribute]: node.getTextContent() }
    return { kind: "element", name: unknownName, attributes, children: [] }
  }
  const name = node.getType()
  const attributes = { ...$propertiesOf(node, name), ...$stateOf(node) }
  return { kind: "element", name, attributes, children: $isElementNode(node) ? $childrenOf(node) : [] }
}

function $propertiesOf(node: LexicalNode, name: string): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  const fields = node.getLatest() as unknown as Readonly<Record<string, unknown>>
  for (const key of Object.keys(elementForm(name)?.attributes ?? {})) {
    if (key.startsWith(statePrefix)) continue
    const value = fields[key]
    // A node that was read without an attribute has null or "" for it; no attribute may be that.
    if (value !== null && value !== undefined && value !== "") properties[key] = value
  }
  return properties
}

function $stateOf(node: LexicalNode): Record<string, string> {
  const id = $getBlockId(node)
  const language = $getState(node, languageState)
  return {
    ...(id === "" ? {} : { [idAttribute]: id }),
    ...(language === "" ? {} : { [languageAttribute]: language }),
  }
}
