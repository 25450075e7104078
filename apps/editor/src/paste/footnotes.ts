/**
 * Footnotes as programs write them: a link from the number in the text to the note, one back, and the note in a place of its
 * own. Word: `#_ftn1`, `#_ftnref1`, endnotes with `edn`. LibreOffice: `#sdfootnote1sym`, `#sdfootnote1anc`. Google Docs:
 * `#ftnt1`, `#ftnt_ref1`. Web pages that were made from Markdown: `#fn1`, `#fnref1`; our own: `#note-1`, and `doc-backlink`.
 */
interface NoteLink {
  kind: "number" | "return"
  note: string
}

const forms: { pattern: RegExp; kind: NoteLink["kind"] }[] = [
  { pattern: /#_(?<kind>ftn|edn)(?<number>\d+)$/, kind: "number" },
  { pattern: /#_(?<kind>ftn|edn)ref(?<number>\d+)$/, kind: "return" },
  { pattern: /#(?<kind>sdfootnote|sdendnote)(?<number>\d+)sym$/, kind: "number" },
  { pattern: /#(?<kind>sdfootnote|sdendnote)(?<number>\d+)anc$/, kind: "return" },
  { pattern: /#(?<kind>ftnt)(?<number>\d+)$/, kind: "number" },
  { pattern: /#(?<kind>ftnt)_ref(?<number>\d+)$/, kind: "return" },
  { pattern: /#(?<kind>fn)[-:]?(?<number>\d+)$/, kind: "number" },
  { pattern: /#(?<kind>fn)ref[-:]?(?<number>\d+)$/, kind: "return" },
  { pattern: /#(?<kind>note)-(?<number>\w+)$/, kind: "number" },
]

export function noteLinkOf(anchor: Element): NoteLink | null {
  const href = anchor.getAttribute("href") ?? ""
  if (!href.includes("#")) return null
  if (anchor.getAttribute("role") === "doc-backlink") return { kind: "return", note: "" }
  for (const { pattern, kind } of forms) {
    const { groups } = pattern.exec(href) ?? {}
    if (groups !== undefined) return { kind, note: `${groups["kind"]}${groups["number"]}` }
  }
  return null
}

/** The footnote that an element holds the text of. */
export function noteHeldBy(element: Element): string | null {
  const held = /^(?<kind>ftn|edn|sdfootnote|sdendnote|fn|note)[-:]?(?<number>\w+)$/.exec(element.id)?.groups
  return held === undefined ? null : `${held["kind"]}${held["number"]}`
}

/** The footnotes whose texts came along. */
export function notesIn(root: Element): ReadonlySet<string> {
  const notes = new Set<string>()
  for (const holder of root.querySelectorAll("div[id], li[id]")) {
    const note = noteHeldBy(holder)
    if (note !== null) notes.add(note)
  }
  for (const anchor of root.querySelectorAll('a[href*="#"]')) {
    const link = noteLinkOf(anchor)
    if (link?.kind === "return" && link.note !== "") notes.add(link.note)
  }
  return notes
}

/** `[1]` and `1` are the same number. */
export function noteNumberOf(anchor: Element, note: string): string {
  const shown = (anchor.textContent ?? "").replace(/[\s\u00A0[\]()]/g, "")
  return shown.length > 0 && shown.length <= 6 ? shown : note.replace(/\D/g, "")
}
