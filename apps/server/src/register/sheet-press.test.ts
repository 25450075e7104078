import validate from "@ooxml-tools/validate"
import { expect, it } from "vitest"
import { csvOf } from "./csv.ts"
import { renderSheet } from "./render.ts"
import type { Sheet, SheetRow } from "./sheet.ts"
import { PressBusyError, SheetPress } from "./sheet-press.ts"

const row: SheetRow = {
  paragraph: "",
  version: "",
  text: null,
  isRemoved: false,
  organization: "Ghana",
  author: "",
  date: "2016-11-30 14:05",
  comment: "Say more.",
  targets: "",
  kind: "Substantive",
  state: "open",
  outcome: null,
  response: "",
  assignee: "",
  due: "",
  link: "",
}
const sheetOf = (...rows: Partial<SheetRow>[]): Sheet => ({
  language: "en",
  publication: { title: "A publication", language: "en", dir: "ltr" },
  at: "30 November 2016 at 14:05 (Europe/Zurich)",
  total: rows.length,
  groups: [{ section: null, isThere: true, rows: rows.map((one) => ({ ...row, ...one })) }],
})

it("makes one file after the other, and asks those beyond its bound to come again", async () => {
  const begun: (() => void)[] = []
  const press = new SheetPress(() => new Promise((resolve) => begun.push(() => resolve(new Uint8Array(1)))))
  const asked = Array.from({ length: 8 }, () => press.render(sheetOf(), "csv"))
  await expect(press.render(sheetOf(), "csv")).rejects.toThrow(PressBusyError)
  for (let made = 0; made < 8; made += 1) {
    await Promise.resolve()
    expect(begun).toHaveLength(made + 1)
    begun[made]?.()
    expect(await asked[made]).toHaveLength(1)
  }
  const next = press.render(sheetOf(), "csv")
  await Promise.resolve()
  begun[8]?.()
  await next
})

it("goes on after a file that could not be made", async () => {
  let tries = 0
  const press = new SheetPress(async () => {
    if ((tries += 1) === 1) throw new Error("out of memory")
    return new Uint8Array(1)
  })
  const [first, second] = await Promise.allSettled([press.render(sheetOf(), "csv"), press.render(sheetOf(), "csv")])
  expect([first?.status, second?.status]).toEqual(["rejected", "fulfilled"])
})

it("takes what a spreadsheet would run as the text that it is, whatever stands before it", () => {
  for (const comment of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00A0=1", "＝1", "|cmd"]) {
    const text = new TextDecoder().decode(csvOf(sheetOf({ comment })))
    expect(text.includes(`'${comment}`)).toBe(comment !== "|cmd")
  }
  expect(new TextDecoder().decode(csvOf(sheetOf({ comment: "10 = ten" })))).not.toContain("'")
})

it("makes a Word file of 10,000 comments in an eighth of the memory that it may have, and says when a file would take more", async () => {
  // A thread runs what is built.
  const built = new URL("../../dist/register/sheet-press.js", import.meta.url).href
  const { renderedInWorker } = (await import(built)) as typeof import("./sheet-press.ts")
  const words = "This could say which of the national practices have been reviewed, and by whom. ".repeat(5)
  const sheet = sheetOf(...Array.from({ length: 10_000 }, (_, n) => ({ comment: `${n} ${words}`, response: words })))
  expect((await renderedInWorker(sheet, "docx", 64)).length).toBeGreaterThan(100_000)
  await expect(renderedInWorker(sheet, "xlsx", 16)).rejects.toMatchObject({ name: "SheetTooLargeError" })
})

it("makes files of Word and Excel in which Microsoft's own Open XML SDK finds nothing wrong", {
  timeout: 120_000,
}, async () => {
  const section = { number: "2", title: "Introduction & aims", language: "en", dir: "ltr" } as const
  const hard = { text: "يجب ذكر البيانات", comment: "<b>Wider</b> & wider\nsecond line\u0001", isRemoved: true }
  const rows = [row, { ...row, ...hard, link: "https://example.org/?a=1&b=2", outcome: "not-taken-up" as const }]
  const sheet = { ...sheetOf(), groups: [...sheetOf({}).groups, { section, isThere: false, rows }] }
  for (const format of ["docx", "xlsx"] as const) {
    const found = await validate(await renderSheet(sheet, format), format, "Office2010")
    // What a font of a spreadsheet has may stand in any order (ECMA-376-1, 18.8.22); the SDK knows one.
    expect(found.filter(({ path }) => !/\/x:font\[\d+\]$/.test(path.xpath))).toEqual([])
  }
})
