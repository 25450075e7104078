import type { Format } from "@codraft/document"

export type BlockKind = "paragraph" | "h1" | "h2" | "h3" | "h4" | "quote" | "bulleted" | "numbered"

/** What can be asked of the text by key or button, besides typing. */
export type WritingAction =
  | { kind: "block"; block: BlockKind }
  | { kind: "format"; format: Format }
  | { kind: "indent" }
  | { kind: "outdent" }
  | { kind: "link" }
  | { kind: "footnote" }
  | { kind: "table" }
  | { kind: "image" }
  | { kind: "language" }
  | { kind: "reference" }
  | { kind: "clear" }
  | { kind: "undo" }
  | { kind: "redo" }

export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: string) => boolean
}

const blockByDigit: Record<string, BlockKind> = {
  Digit0: "paragraph",
  Digit1: "h1",
  Digit2: "h2",
  Digit3: "h3",
  Digit4: "h4",
}

/**
 * The keys of Google Docs. Digits and brackets go by their place on the keyboard, since Shift and national layouts change
 * what they print; letters and stops by what they print, or by place where a layout has them elsewhere.
 */
export function actionOf(event: KeyPress, isMac: boolean): WritingAction | null {
  // AltGr reaches a page as Ctrl+Alt: it types a character, it is no shortcut.
  if (event.getModifierState?.("AltGraph")) return null
  const main = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  const { altKey: alt, shiftKey: shift, code } = event
  const prints = (key: string, place: string) => event.key.toLowerCase() === key || code === place
  if (!main) {
    const isStrikethrough = isMac ? false : alt && shift && !event.ctrlKey && !event.metaKey && code === "Digit5"
    return isStrikethrough ? { kind: "format", format: "strikethrough" } : null
  }
  if (alt && !shift) {
    if (prints("f", "KeyF")) return { kind: "footnote" }
    if (prints("l", "KeyL")) return { kind: "language" }
    const block = blockByDigit[code]
    return block ? { kind: "block", block } : null
  }
  if (alt) return null
  if (shift) {
    if (code === "Digit7") return { kind: "block", block: "numbered" }
    if (code === "Digit8") return { kind: "block", block: "bulleted" }
    if (isMac && event.key.toLowerCase() === "x") return { kind: "format", format: "strikethrough" }
    return event.key.toLowerCase() === "z" ? { kind: "redo" } : null
  }
  if (prints(".", "Period")) return { kind: "format", format: "superscript" }
  if (prints(",", "Comma")) return { kind: "format", format: "subscript" }
  if (prints("]", "BracketRight")) return { kind: "indent" }
  if (prints("[", "BracketLeft")) return { kind: "outdent" }
  if (prints("\\", "Backslash")) return { kind: "clear" }
  switch (event.key.toLowerCase()) {
    case "b":
      return { kind: "format", format: "bold" }
    case "i":
      return { kind: "format", format: "italic" }
    case "u":
      return { kind: "format", format: "underline" }
    case "k":
      return { kind: "link" }
    case "z":
      return { kind: "undo" }
    case "y":
      return { kind: "redo" }
    default:
      return null
  }
}

const shown: Record<Format | BlockKind | Exclude<WritingAction["kind"], "block" | "format">, string> = {
  bold: "Mod B",
  italic: "Mod I",
  underline: "Mod U",
  strikethrough: "Alt Shift 5",
  superscript: "Mod .",
  subscript: "Mod ,",
  paragraph: "Mod Alt 0",
  h1: "Mod Alt 1",
  h2: "Mod Alt 2",
  h3: "Mod Alt 3",
  h4: "Mod Alt 4",
  quote: "",
  bulleted: "Mod Shift 8",
  numbered: "Mod Shift 7",
  indent: "Mod ]",
  outdent: "Mod [",
  link: "Mod K",
  footnote: "Mod Alt F",
  table: "",
  image: "",
  language: "Mod Alt L",
  reference: "",
  clear: "Mod \\",
  undo: "Mod Z",
  redo: "Mod Y",
}
const shownOnMac: Partial<typeof shown> = { strikethrough: "Mod Shift X", redo: "Mod Shift Z" }
const macSigns: Record<string, string> = { Mod: "⌘", Alt: "⌥", Shift: "⇧" }

/** The keys as a tooltip shows them; "" where an action has none. */
export function keysOf(action: WritingAction, isMac: boolean): string {
  const name = action.kind === "block" ? action.block : action.kind === "format" ? action.format : action.kind
  return keysShown((isMac ? shownOnMac[name] : undefined) ?? shown[name], isMac)
}

/** `Mod Alt F` as people know it: Ctrl+Alt+F, or on a Mac ⌘⌥F. */
export function keysShown(keys: string, isMac: boolean): string {
  const parts = keys.split(" ")
  return isMac
    ? parts.map((part) => macSigns[part] ?? part).join("")
    : parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join("+")
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)
