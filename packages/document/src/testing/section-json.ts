import { $getRoot, $isElementNode, $isTextNode, type LexicalEditor, type LexicalNode } from "lexical"

/**
 * What a section looks like in an editor, for comparison: keys sorted (their order differs between editors), alike
 * neighbours among texts merged.
 */
export function sectionJson(editor: LexicalEditor): string {
  return editor.getEditorState().read(() => JSON.stringify($plain($getRoot()), null, 1), { editor })
}

/**
 * Numbers of list items are counted by each editor, the format of text yet to be typed is the person's own,
 * and what a copy of a reference would carry is in the notes. */
const ownToEachEditor = ["value", "textFormat", "version", "body", "image"]

type Plain = Record<string, unknown>

function $plain(node: LexicalNode): Plain {
  const { $: state, children: _children, ...rest } = node.exportJSON() as unknown as Plain
  for (const key of ownToEachEditor) delete rest[key]
  const plain: Plain = sorted(rest)
  if (state !== undefined) plain["$"] = sorted(state as Plain)
  if ($isElementNode(node)) {
    const children: Plain[] = []
    for (const child of node.getChildren()) append(children, $plain(child), $isTextNode(child))
    plain["children"] = children
  }
  return plain
}

function append(children: Plain[], child: Plain, isText: boolean): void {
  const last = children.at(-1)
  const key = (plain: Plain): string => JSON.stringify({ ...plain, text: "" })
  if (isText && last !== undefined && key(last) === key(child))
    last["text"] = String(last["text"]) + String(child["text"])
  else children.push(child)
}

function sorted(record: Plain): Plain {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
