import { describe, expect, it } from "vitest"
import { SvgReading, svgSize } from "./svg-reading.ts"
import { isAllowedAttribute, isAllowedStyle, svgNamespace } from "./svg-vocabulary.ts"

type Drawn = [name: string, attributes?: Record<string, string>, ...children: (Drawn | string)[]]

function read(...root: Drawn): SvgReading {
  const reading = new SvgReading()
  const go = ([localName, attributes = {}, ...children]: Drawn) => {
    const named = Object.entries(attributes).map(([name, value]) => ({ localName: name, namespace: "", value }))
    reading.opened({ localName, namespace: svgNamespace, attributes: named })
    for (const child of children) {
      if (typeof child === "string") reading.text(child)
      else go(child)
    }
    reading.closed()
  }
  go(root)
  return reading
}
const box = { viewBox: "0 0 40 30" }

describe("a drawing", () => {
  it("is taken when it is made of shapes, words, gradients and what refers to them", () => {
    const reading = read(
      "svg",
      { ...box, width: "80" },
      ["defs", {}, ["linearGradient", { id: "a" }, ["stop", { offset: "0", "stop-color": "#fff" }]]],
      ["style", { type: "text/css" }, ".b { fill: url(#a); font-family: 'Noto Sans' } /* of the chart */"],
      ["g", { transform: "translate(1 2)" }, ["use", { href: "#a" }], ["text", { class: "b" }, "Migrants"]],
    )
    expect([reading.fault, reading.finished()]).toEqual([null, { width: 80, height: 60 }])
  })

  it.each<Drawn>([
    ["script"],
    ["foreignObject"],
    ["image", { href: "#a" }],
    ["a", { href: "#a" }],
    ["animate", { attributeName: "href" }],
    ["set"],
    ["feImage"],
    ["iframe"],
    ["rect", { onload: "alert(1)" }],
    ["rect", { onclick: "" }],
    ["use", { href: "https://elsewhere.example/a.svg#b" }],
    ["use", { href: "data:image/svg+xml,<svg/>#a" }],
    ["rect", { fill: "url(https://elsewhere.example/#a)" }],
    ["rect", { style: "fill: url(//elsewhere.example/a)" }],
    ["rect", { style: "background: image-set('a.png' 1x)" }],
    ["rect", { "data-note": "1" }],
    ["style", {}, "@import 'a.css'"],
    ["style", {}, "rect { fill: u\\72l(a.png) }"],
  ])("is refused with %o in it", (...child) => {
    expect(read("svg", box, child).finished()).toBeNull()
  })

  it("is refused when it is not one, and when it says no size", () => {
    expect(read("g").fault).toBe("<g>")
    const reading = read("svg", { width: "100%" })
    expect([reading.finished(), reading.fault]).toEqual([null, "no size"])
  })

  it("is refused when following its references draws millions, or never ends", () => {
    const bomb = Array.from({ length: 30 }, (_, n): Drawn => {
      return ["g", { id: `n${n}` }, ["use", { href: `#n${n + 1}` }], ["use", { href: `#n${n + 1}` }]]
    })
    expect(read("svg", box, ...bomb, ["path", { id: "n30" }]).finished()).toBeNull()
    expect(read("svg", box, ["pattern", { id: "p" }, ["rect", { fill: "url(#p)" }]]).finished()).toBeNull()
    expect(read("svg", box, ["g", { id: "a" }, ["use", { href: "#a" }]]).finished()).toBeNull()
    const tiles = Array.from({ length: 900 }, (): Drawn => ["rect", { class: "p" }])
    const heavy: Drawn = ["pattern", { id: "p" }, ...Array.from({ length: 2000 }, (): Drawn => ["path"])]
    expect(read("svg", box, heavy, ["style", {}, ".p { fill: url(#p) }"], ...tiles).finished()).toBeNull()
  })

  it("is refused when it is endless", () => {
    const deep = Array.from({ length: 300 }).reduce<Drawn>((inner) => ["g", {}, inner], ["path"])
    expect(read("svg", box, deep).finished()).toBeNull()
    const chain = Array.from({ length: 3000 }, (_, n): Drawn => ["g", { id: `n${n}` }, ["use", { href: `#n${n + 1}` }]])
    expect(read("svg", box, ...chain).finished()).toBeNull()
  })
})

describe("the size of a drawing", () => {
  it.each([
    [
      { width: "200", height: "100px" },
      { width: 200, height: 100 },
    ],
    [
      { width: "210mm", height: "297mm" },
      { width: 794, height: 1123 },
    ],
    [
      { width: "100%", height: "100%", viewBox: "0,0,300,150" },
      { width: 300, height: 150 },
    ],
    [{ viewBox: "0 0 100000 50000" }, { width: 4096, height: 2048 }],
    [
      { height: "60", viewBox: "0 0 40 30" },
      { width: 80, height: 60 },
    ],
    [{ viewBox: "0 0 -1 5" }, null],
    [{}, null],
  ])("of %o is %o", (root, size) => {
    expect(svgSize(root)).toEqual(size)
  })
})

describe("the vocabulary", () => {
  it("knows namespaces, not prefixes", () => {
    const href = { localName: "href", value: "#a" }
    expect(isAllowedAttribute({ ...href, namespace: "http://www.w3.org/1999/xlink" })).toBe(true)
    expect(isAllowedAttribute({ ...href, namespace: "http://www.inkscape.org/namespaces/inkscape" })).toBe(false)
  })

  it("takes styles that fetch nothing", () => {
    expect(isAllowedStyle(".a{fill:rgb(1,2,3);clip-path:url('#c')}")).toBe(true)
    expect(isAllowedStyle(".a{fill:url(/*an address*/#c)}")).toBe(false)
    expect(isAllowedStyle(".a{fill:url(a#c)}")).toBe(false)
    expect(isAllowedStyle(".a{fill:url( 'https://elsewhere.example' )}")).toBe(false)
    expect(isAllowedStyle(".a{fill:src('a')}")).toBe(false)
  })
})
