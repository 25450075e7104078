import { type Block, isAllowedUrl, type SectionLanguage } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import {
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_LOW,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  PASTE_COMMAND,
} from "lexical"
import type { PastedCuts } from "../cut/pasted-cuts.ts"
import { $linkSelection } from "./insert.ts"
import { isOwn, nodesIn, ownAtOnceCharacters, ownFormat, sectionOf } from "./own-format.ts"
import type { Pasted } from "./pasted.ts"
import type { Pasting } from "./pasting.ts"
import { piecesOfCopy } from "./portions.ts"
import { readHtml } from "./read-html.ts"
import { readPlainText, readText } from "./read-text.ts"
import { sourceOf } from "./source.ts"

/** Clipboards longer than this are not even parsed. Pictures are written into them, so text is the least part of most. */
const clipboardCharactersMax = 120_000_000

/** Takes what is pasted or dropped from other programs. */
export function registerPaste(editor: LexicalEditor, pasting: Pasting, cuts: PastedCuts): () => void {
  let wantsPlain = false
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        wantsPlain = isPlainPaste(event)
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        const data =
          "clipboardData" in event ? event.clipboardData : "dataTransfer" in event ? event.dataTransfer : null
        const isPlain = wantsPlain
        wantsPlain = false
        if (data === null || !$take(editor, { pasting, cuts }, data, isPlain)) return false
        event.preventDefault()
        return true
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      CONTROLLED_TEXT_INSERTION_COMMAND,
      (event) => {
        if (typeof event === "string" || event.dataTransfer === null) return false
        const isBrought = /^insertFrom(Drop|Paste|Yank)/.test(event.inputType)
        return isBrought && $take(editor, { pasting, cuts }, event.dataTransfer, false)
      },
      COMMAND_PRIORITY_LOW,
    ),
  )
}

function isPlainPaste(event: KeyboardEvent): boolean {
  return (
    event.shiftKey && (event.ctrlKey || event.metaKey) && (event.code === "KeyV" || event.key.toLowerCase() === "v")
  )
}

interface Into {
  pasting: Pasting
  cuts: PastedCuts
}

/** False leaves it to the editor: its own copies, and clipboards with nothing but files. */
function $take(editor: LexicalEditor, { pasting, cuts }: Into, data: DataTransfer, isPlain: boolean): boolean {
  if (pasting.isBusy) return true
  const text = data.getData("text/plain") || data.getData("text/uri-list")
  if (isPlain) {
    pasting.$begin(readingOf(() => readPlainText(text)))
    return true
  }
  const own = data.getData(ownFormat)
  if (own !== "" && isOwn(editor, own)) {
    if (cuts.$take(data, own)) return true
    if (own.length <= ownAtOnceCharacters) return false
    pasting.$beginPieces(piecesOfCopy(nodesIn(own)))
    return true
  }
  const address = text.trim()
  if (isAllowedUrl(address) && $linkSelection(address)) return true
  const html = data.getData("text/html")
  if (html === "" && text === "") return false
  if (html.length > clipboardCharactersMax) pasting.refuse(Math.max(text.length, clipboardCharactersMax / 40))
  else pasting.$begin(html === "" ? readingOf(() => readText(text)) : readBoth(html, text, sectionOf(editor)))
  return true
}

/** Plain text has no parts worth pausing between. */
// oxlint-disable-next-line require-yield -- the reading of something long pauses, this one has no need to
function* readingOf(read: () => Block[]): Generator<number, Pasted> {
  return { blocks: read(), footnotes: [] }
}

/** As HTML, unless there is nothing in that. */
function* readBoth(html: string, text: string, section: SectionLanguage): Generator<number, Pasted> {
  const read = yield* readHtml(yield* sourceOf(html), section)
  return read.blocks.length === 0 ? { blocks: readText(text), footnotes: [] } : read
}
