// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest"
import { addressOf, elementOf, rangeOf, selectedInBook, textIn } from "./frozen-words.ts"

beforeEach(() => {
  document.body.innerHTML = `<article class="version-book">
    <p data-block="s1-p1"><span data-number="">1.</span> <span class="version-count-slot"><button>2</button></span>Fees fell<sup><a role="doc-noteref">1</a></sup> in <em>all</em> regions, see <span data-sign="">Table 3</span>.</p>
    <ul data-block="s1-l1"><li data-block="s1-i1"><span class="book-mark">(a)</span>first<br>line<ul><li data-block="s1-i2">inner</li></ul></li></ul>
    <ol><li data-block="s1-note-1" data-place="s1-n1"><span class="book-mark">1</span>Except in the north.</li></ol>
  </article>`
})

const places = new Set(["s1-p1", "s1-i1", "s1-i2", "s1-n1"])
const isPlace = (element: HTMLElement) => places.has(addressOf(element))
const place = (address: string): HTMLElement => {
  const element = elementOf(address)
  if (element === null) throw new Error(`no place ${address}`)
  return element
}

function select(from: string, start: number, to = from, end?: number): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const find = (words: string) => {
    texts.currentNode = document.body
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (node.textContent?.includes(words)) return node
    throw new Error(`"${words}" is not on the page`)
  }
  const [first, last] = [find(from), find(to)]
  getSelection()?.setBaseAndExtent(first, start, last, end ?? last.textContent?.length ?? 0)
}

describe("words of a place in a version", () => {
  it("are those of its text: no numbers, marks, notes or references, and no other place in it", () => {
    expect(textIn(place("s1-p1")).text.trim()).toBe("Fees fell in all regions, see .")
    expect(textIn(place("s1-i1")).text).toBe("first\nline")
    expect(textIn(place("s1-n1")).text).toBe("Except in the north.")
  })

  it("are quoted as they are selected, over what is no word between them", () => {
    select("Fees fell", 5, "regions", 8)
    expect(selectedInBook(isPlace)).toMatchObject({
      element: place("s1-p1"),
      quote: { exact: "fell in all regions", suffix: ", see ." },
    })
  })

  it("are all of a line that is pressed three times, which selects up to the next", () => {
    select("Except", 0)
    const range = getSelection()?.getRangeAt(0)
    range?.setEnd(document.body, document.body.childNodes.length)
    expect(selectedInBook(isPlace)).toMatchObject({ quote: { exact: "Except in the north." } })
  })

  it("are of one place, or no comment can be on them", () => {
    select("Fees fell", 5, "Except", 6)
    expect(selectedInBook(isPlace)).toBe("apart")
    getSelection()?.removeAllRanges()
    expect(selectedInBook(isPlace)).toBe("nothing")
  })

  it("are found again on the page by their quote", () => {
    const quote = { exact: "fell in all", prefix: "Costs of moving\nFees ", suffix: " regions" }
    expect(rangeOf(place("s1-p1"), quote)?.toString()).toBe("fell1 in all")
    expect(rangeOf(place("s1-p1"), { ...quote, exact: "rose" })).toBeNull()
    expect(rangeOf(place("s1-i2"), null)?.toString()).toBe("inner")
  })
})
