/** The lines that are counted: of headings, paragraphs, quotes and lists; not of tables, figures and notes. */
const counted = ".text :is(h1, h2, h3, h4, p, li)"
const uncounted = 'table, figure, [role="note"], [role="doc-endnotes"]'
/** Every so many lines one number; more would only be read past. */
const every = 5

/**
 * Numbers the lines as they are laid out now, through all sections. The column is as wide on the screen as on the paper and its
 * letters are measured the same way, so that lines end at the same words; and each number goes with the first word of its line.
 */
export function numberLines(sheet: HTMLElement): void {
  let line = 0
  const found: { node: Text; offset: number; line: number }[] = []
  for (const block of sheet.querySelectorAll<HTMLElement>(counted)) {
    if (block.closest(uncounted) || block.querySelector(":scope > p")) continue
    let bottom = Number.NEGATIVE_INFINITY
    for (const node of ownTexts(block)) {
      for (const box of boxesOf(node)) {
        const isNew = box.top >= bottom - box.height / 3
        if (isNew) {
          line += 1
          if (line % every === 0) found.push({ node, offset: firstAt(node, box.top), line })
        }
        bottom = isNew ? box.bottom : Math.max(bottom, box.bottom)
      }
    }
  }
  // From the end, so that no place moves before its number has come.
  for (const { node, offset, line } of found.toReversed()) {
    const number = document.createElement("span")
    number.className = "line-number"
    number.ariaHidden = "true"
    number.dataset["line"] = String(line)
    // Behind the first word: before it, the number would hang on the end of the line above.
    const behind = offset + (/^\s*\S+/.exec(node.data.slice(offset))?.[0].length ?? 0)
    if (behind < node.length) node.splitText(behind)
    node.after(number)
  }
}

/** Of an item, not those of the list inside of it. */
function ownTexts(block: HTMLElement): Text[] {
  const texts: Text[] = []
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Element) return node.matches("ul, ol, p") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
    return NodeFilter.FILTER_ACCEPT
  })
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text)
  return texts
}

function boxesOf(node: Text): DOMRect[] {
  const range = document.createRange()
  range.selectNodeContents(node)
  return [...range.getClientRects()].filter(({ width }) => width > 0)
}

/** The first letter of a text that stands in the line with this top. */
function firstAt(node: Text, top: number): number {
  const range = document.createRange()
  let [low, high] = [0, node.length]
  while (low < high) {
    const middle = (low + high) >> 1
    range.setStart(node, middle)
    range.setEnd(node, Math.min(middle + 1, node.length))
    const boxes = range.getClientRects()
    const box = boxes[boxes.length - 1]
    if (box && box.top < top - 1) low = middle + 1
    else high = middle
  }
  return low
}
