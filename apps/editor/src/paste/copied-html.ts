/**
 * HTML of a section as other programs take it from a clipboard: without ids, and with footnotes as Word writes them, which
 * it makes footnotes again. Part of a line comes without a paragraph of its own, or it would break the line it goes into.
 *
 * Text is escaped in what comes here, so what looks like markup is markup.
 */
export function clipboardHtml(html: string, isLine: boolean): string {
  const plain = html
    .replace(/ (data-block|rel)="[^"]*"/g, "")
    .replace(/^<article/, "<div")
    .replace(/<\/article>\s*$/, "</div>")
  if (isLine) return plain.replace(/^<div([^>]*)>\s*<p>/, "<span$1>").replace(/<\/p>\s*<\/div>$/, "</span>")
  return plain
    .replace(reference, (_, number: string) => noteNumber(number, "ftn", "ftnref"))
    .replace(notes, footnoteList)
}

const reference = /<sup><a(?: id="[^"]*")? href="#note-(\d+)" role="doc-noteref">\d+<\/a><\/sup>/g
const notes = /<section role="doc-endnotes"><ol>([\s\S]*?)<\/ol><\/section>/
const note = /<li((?: (?:lang|dir)="[^"]*")*) id="note-(\d+)">([\s\S]*?) <a href="#ref-\d+"[^>]*>\u21A9<\/a><\/li>/g

function noteNumber(number: string, goal: string, name: string): string {
  return `<a style="mso-footnote-id:ftn${number}" href="#_${goal}${number}" name="_${name}${number}" title=""><sup>[${number}]</sup></a>`
}

function footnoteList(_: string, items: string): string {
  const list = items.replace(note, (__, head: string, number: string, words: string) => {
    const line = `<p${head}>${noteNumber(number, "ftnref", "ftn")} ${words}</p>`
    return `<div style="mso-element:footnote" id="ftn${number}">${line}</div>`
  })
  return `<div style="mso-element:footnote-list">${list}</div>`
}
