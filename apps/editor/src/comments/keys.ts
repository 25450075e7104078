import type { KeyPress } from "../section/keys.ts"

/** As in Google Docs and Word. AltGr reaches a page as Ctrl+Alt: it types a character. */
export function isAddComment(event: KeyPress, isMac: boolean): boolean {
  if (event.getModifierState?.("AltGraph")) return false
  const main = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  return main && event.altKey && !event.shiftKey && (event.key.toLowerCase() === "m" || event.code === "KeyM")
}

/** To the next card, with Shift to the one before. */
export function isStep({ key, ctrlKey, altKey, metaKey }: KeyPress): boolean {
  return key === "F9" && !ctrlKey && !altKey && !metaKey
}
