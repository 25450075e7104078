import type { KeyPress } from "../section/keys.ts"

/** Ctrl+Alt+U, on a Mac ⌘⌥U: the address of the passage with the caret. */
export function isCopyLink(event: KeyPress, isMac: boolean): boolean {
  // AltGr reaches a page as Ctrl+Alt: it types a character.
  if (event.getModifierState?.("AltGraph")) return false
  const main = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  return main && event.altKey && !event.shiftKey && (event.key.toLowerCase() === "u" || event.code === "KeyU")
}

export const copyLinkKeys = (isMac: boolean): string => (isMac ? "⌘⌥U" : "Ctrl+Alt+U")
