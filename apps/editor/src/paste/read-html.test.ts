// @vitest-environment happy-dom
import { describe, expect, it } from "vitest"
import { readHtml } from "./read-html.ts"
import { sourceOf } from "./source.ts"

const fixtures = import.meta.glob<string>("./fixtures/*", { query: "?raw", import: "default", eager: true })
const fixture = (name: string) => fixtures[`./fixtures/${name}`] ?? ""

function finished<T>(reading: Generator<number, T>): T {
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

function read(html: string, language = "en", dir: "ltr" | "rtl" = "ltr") {
  return finished(readHtml(finished(sourceOf(html)), { language, dir }))
}

describe("reading what a program put on the clipboard", () => {
  it.each(["word", "word-online", "google-docs", "libreoffice", "outlook", "excel", "google-sheets", "web-page"])(
    "keeps structure and drops looks of %s",
    (name) => {
      expect(read(fixture(`${name}.html`))).toEqual(JSON.parse(fixture(`${name}.json`)))
    },
  )
})
