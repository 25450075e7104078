import { expect, it } from "vitest"
import { csvOfRows } from "./csv.ts"

const read = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)

it("puts what would break a table into quotation marks, and ends every line the same way", () => {
  expect(
    read(
      csvOfRows([
        ["a", 'say "no"', "x,y"],
        ["two\nlines", " blank", ""],
      ]),
    ),
  ).toBe('\uFEFFa,"say ""no""","x,y"\r\n"two\nlines"," blank",\r\n')
})

it.each(["=1+1", "+1", "-1", "@sum", "\t=1", " =1", "\uFF1D1"])("lets no spreadsheet run %j", (text) => {
  expect(read(csvOfRows([[text]]))).toMatch(/^\uFEFF"?'/)
})

it("leaves codes and hyphens inside words as they are", () => {
  expect(read(csvOfRows([["10.7", "follow-up", "a=b"]]))).toBe("\uFEFF10.7,follow-up,a=b\r\n")
})
