import type { SectionLanguage } from "@codraft/document"
import type { BaseSerializedNode } from "@lexical/clipboard"
import type { LexicalEditor } from "lexical"

/** Lexical's own clipboard format; it keeps everything. */
export const ownFormat = "application/x-lexical-editor"

/** What this editor has copied goes in at once up to here, by the editor's own hand. */
export const ownAtOnceCharacters = 100_000

export function namespaceOf(editor: LexicalEditor): string {
  // oxlint-disable-next-line no-underscore-dangle -- the one place where an editor keeps it
  return editor._config.namespace
}

/** Whether an editor of this kind has copied this. */
export function isOwn(editor: LexicalEditor, json: string): boolean {
  return json.startsWith(`{"namespace":${JSON.stringify(namespaceOf(editor))},"nodes":[`)
}

export function nodesIn(json: string): BaseSerializedNode[] {
  const { nodes } = JSON.parse(json) as { nodes: BaseSerializedNode[] }
  return nodes
}

/** The language and direction of the text that the editor shows. */
export function sectionOf(editor: LexicalEditor): SectionLanguage {
  const root = editor.getRootElement()
  const said = (attribute: string) => root?.closest(`[${attribute}]:not([${attribute}=""])`)?.getAttribute(attribute)
  return { language: said("lang") ?? "en", dir: said("dir") === "rtl" ? "rtl" : "ltr" }
}
