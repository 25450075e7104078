import { expect, it } from "vitest"
import { readSvgFile } from "./svg-file.ts"

const read = async (text: string) => readSvgFile(new TextEncoder().encode(text))
const svg = (inside: string, before = "") => {
  return `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">${inside}</svg>`
}

it("takes a drawing, whatever its prefixes", async () => {
  const size = { size: { width: 40, height: 30 } }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- Drawn in 2016 -->\n`
  expect(await read(svg(`<defs><path id="a" d="M0 0h9"/></defs><use xlink:href="#a"/>`, xml))).toEqual(size)
  expect(await read(svg(`<style><![CDATA[ path { fill: #036 } ]]></style><text>القاهرة &amp; Genève</text>`))).toEqual(
    size,
  )
  const prefixed = `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="40" height="30"><s:path d="M0 0"/></s:svg>`
  expect(await read(`\uFEFF${prefixed}`)).toEqual(size)
})

it.each([
  ["<!DOCTYPE>", svg("", `<!DOCTYPE svg [<!ENTITY a "aaaa">]>`)],
  ["<?xml-stylesheet?>", svg("", `<?xml-stylesheet href="a.css"?>`)],
  [`encoding="ISO-8859-1"`, svg("", `<?xml version="1.0" encoding="ISO-8859-1"?>`)],
  ["<script>", svg("<script>alert(1)</script>")],
  ["<div>", svg(`<title><div xmlns="http://www.w3.org/1999/xhtml"/></title>`)],
  [`onload="alert(1)"`, svg(`<path onload="alert(1)"/>`)],
  [`href="javascript:alert(1)"`, svg(`<use xlink:href="javascript:alert(1)"/>`)],
  ["a style that loads something", svg(`<style>path { fill: <![CDATA[u]]>rl(a.png) }</style>`)],
  [`h="http://www.w3.org/1999/xhtml"`, svg(`<g xmlns:h="http://www.w3.org/1999/xhtml"/>`)],
  ["<html>", "<html><body/></html>"],
])("says that %s has no place in it", async (fault, text) => {
  expect(await read(text)).toEqual({ fault })
})

it("does not take for a drawing what is no XML", async () => {
  expect(await read("GIF89a")).toBe("not a drawing")
  expect(await read("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><g></svg>")).toBe("not a drawing")
  expect(await read(svg("&undefined;"))).toBe("not a drawing")
  expect(await read(svg("").slice(0, -3))).toBe("not a drawing")
  expect(await readSvgFile(new Uint8Array([0x3c, 0x73, 0xff, 0xfe, 0x80]))).toBe("not a drawing")
})

it("lets others have their turn while it reads a large one", async () => {
  let turns = 0
  let isRead = false
  const turn = () => {
    turns += 1
    if (!isRead) setImmediate(turn)
  }
  turn()
  await read(svg(`<text>${"wanderung ".repeat(150_000)}</text>`))
  isRead = true
  expect(turns).toBeGreaterThan(10)
})
