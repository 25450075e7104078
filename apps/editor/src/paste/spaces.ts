const nbsp = "\u00A0"
/** Stands for a character that goes; the text keeps its length, so that places in it stay right. */
export const gone = "\u0000"

/** Sources write these to steer their own line breaking or by accident; a text that is edited together is better off without. */
// oxlint-disable-next-line no-misleading-character-class, no-control-regex -- single characters that are not seen
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00AD\u200B\u2028\u2029\uFEFF\uFFFC]/g
const blanks = /[ \t\r\n\u00A0]+/g

/** Before these French sets a space that does not break; after « too. Units and currencies hold on to their number. */
const heldBefore = /[;:!?»›%‰€£$¥°]/
const heldAfter = /[«‹§№]/
/** `M. Okoro`, `art. 12`, `n° 5`, `A. Perera`: a short word with a stop, or a lone capital. */
const heldShort = /(?:^|[\s(«\u00A0])(?:\p{L}{1,4}\.|n[°º]|\p{Lu})$/u

/**
 * The blanks of one line, tidied: `gone` where a character goes, "\n" where a line breaks. Blanks at the ends and in rows
 * are padding; a no-break space stays only where typography asks for one.
 */
export function tidyBlanks(text: string): string {
  const seen = text.replace(unseen, gone)
  return seen.replace(blanks, (run, at: number) => {
    const before = seen.slice(Math.max(0, at - 12), at).replaceAll(gone, "")
    const after = nextSeen(seen, at + run.length)
    const kept = blankFor(run, before, after)
    return kept + gone.repeat(run.length - kept.length)
  })
}

function blankFor(run: string, before: string, after: string): string {
  const breaks = run.replace(/[^\n]/g, "")
  if (before === "" || after === "") return breaks
  if (breaks !== "") return breaks
  if (run.includes("\t")) return "\t"
  if (!run.includes(nbsp)) return " "
  return isPunctuated(before, after) || (run === nbsp && isHeld(before, after)) ? nbsp : " "
}

function isPunctuated(before: string, after: string): boolean {
  return heldBefore.test(after) || heldAfter.test(before.at(-1) ?? "")
}

function isHeld(before: string, after: string): boolean {
  return /\p{Nd}$/u.test(before) || /^\p{Nd}/u.test(after) || heldShort.test(before)
}

function nextSeen(text: string, from: number): string {
  for (let at = from; at < text.length; at += 1) if (text[at] !== gone) return text[at] ?? ""
  return ""
}
