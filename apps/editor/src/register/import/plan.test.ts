import type { ThreadId } from "@codraft/publication"
import type { FileRow } from "@codraft/publication/import"
import { expect, it } from "vitest"
import { RequestError } from "../../workspace/request.ts"
import { batchesOf, blockOf, importedRow, planned, type RowPreview, totalsOf } from "./plan.ts"
import { runImport } from "./run.ts"

const file: FileRow = {
  line: 1,
  section: "2",
  paragraph: "",
  text: "left out",
  organization: "",
  comment: "Who?",
  targets: "",
  kind: "",
  response: "",
  outcome: "",
}
const words = {
  quote: { exact: "left out", prefix: "", suffix: "" },
  start: null,
  end: null,
  number: null,
  heading: null,
}
const preview: RowPreview = {
  sectionId: "s02" as never,
  isSectionUnknown: false,
  words: { kind: "found", by: "exact", words },
  targets: ["10.7"],
  targetsUnknown: [],
  kind: null,
  outcome: null,
  organization: null,
  known: null,
}
const row = (more: Partial<RowPreview> = {}, of: Partial<FileRow> = {}) =>
  planned({ ...file, ...of }, { ...preview, ...more }, "t1" as never)
const swe = { whose: "swe" as never, keepsAnswers: false, version: null }

it("puts a comment on its words, and where there are none keeps them before it", () => {
  expect(importedRow(row(), swe)).toEqual({
    threadId: "t1",
    sectionId: "s02",
    anchor: { quote: words.quote, start: null, end: null },
    body: "Who?",
    targets: ["10.7"],
  })
  expect(importedRow(row({ words: { kind: "none" } }), swe)).toMatchObject({ body: "“left out”\n\nWho?" })
  const often = row({ words: { kind: "often", hits: 2, places: [words, words] } })
  expect(importedRow(often, swe).anchor).toBeUndefined()
  expect(importedRow({ ...often, place: 1 }, swe)).toMatchObject({ anchor: { quote: words.quote }, body: "Who?" })
  expect(importedRow(row({ words: { kind: "whole" } }, { text: "" }), swe)).toMatchObject({ body: "Who?" })
})

it("puts a comment on its place in a version, and says of which version it was where that has not got it", () => {
  const rev1 = { ...swe, version: "Rev.1" }
  const place = { number: 1, sectionId: "s02", sectionNumber: "2", block: "b12", kind: "paragraph", paragraph: "12" }
  const of = (by: "exact" | "paragraph", quote: typeof words.quote | null): Partial<RowPreview> => ({
    words: { kind: "found", by, words: { ...words, version: { ...place, quote } as never } },
  })
  const there = { number: 1, sectionId: "s02", block: "b12" }
  const on = importedRow(row(of("exact", words.quote)), rev1)
  expect(on).toEqual({ threadId: "t1", version: { ...there, quote: words.quote }, body: "Who?", targets: ["10.7"] })
  expect(importedRow(row(of("paragraph", null), { text: "" }), rev1)).toMatchObject({ version: there, body: "Who?" })
  // The paragraph has other words: those of the table are not lost.
  expect(importedRow(row(of("paragraph", null)), rev1)).toMatchObject({ version: there, body: "“left out”\n\nWho?" })
  expect(importedRow(row({}, { paragraph: "12" }), rev1)).toMatchObject({
    sectionId: "s02",
    anchor: { quote: words.quote },
    body: "Rev.1, 12\n\nWho?",
  })
  expect(importedRow(row({ words: { kind: "none" } }), rev1)).toMatchObject({ body: "Rev.1: “left out”\n\nWho?" })
})

it("takes answers along only where that is wanted, and organisations only where each row says its own", () => {
  const answered = row({ outcome: "noted", organization: "gha" as never }, { response: "Done." })
  expect(importedRow(answered, swe)).not.toHaveProperty("response")
  expect(importedRow(answered, swe)).not.toHaveProperty("organization")
  expect(importedRow(answered, { whose: null, keepsAnswers: true, version: null })).toMatchObject({
    organization: "gha",
    response: "Done.",
    outcome: "noted",
  })
})

it("leaves out what is already there, and what nobody knows where to put", () => {
  const rows = [row(), row({ known: "k" }), row({ isSectionUnknown: true }), row({ words: { kind: "none" } })]
  expect(totalsOf(rows, swe.whose)).toEqual({ all: 4, going: 2, known: 1, onWhole: 1, blocked: 1, answered: 0 })
  expect(rows.map((one) => blockOf(one, null))).toEqual([
    "no-organization",
    "no-organization",
    "no-section",
    "no-organization",
  ])
})

it("cuts rows into requests by their number and by their bytes", () => {
  expect(batchesOf(Array.from({ length: 205 }, () => "a")).map(({ length }) => length)).toEqual([100, 100, 5])
  expect(batchesOf(["é".repeat(50_000), "é".repeat(50_000), "a"]).map(({ length }) => length)).toEqual([1, 2])
})

const rows = Array.from({ length: 45 }, (_, at) => ({ threadId: `t${at}` as ThreadId, body: "a" }))
function running(answers: ("ok" | number)[]) {
  const sent: string[] = []
  let [told, pauses] = [0, 0]
  const end = (isStopped = () => false) =>
    runImport(rows, {
      send: async (batch) => {
        const answer = answers.shift() ?? "ok"
        sent.push(`${batch.length} ${answer}`)
        if (answer !== "ok") throw new RequestError(answer, "/api/commands", null)
        return batch.map(({ threadId }) => ({ threadId: threadId as ThreadId, kind: "imported" as const }))
      },
      told: (outcomes) => {
        told += outcomes.length
      },
      pause: async () => {
        pauses += 1
      },
      isStopped,
    })
  return { end, sent, counts: () => ({ told, pauses }) }
}

it("sends a batch again of which no answer came", async () => {
  const run = running(["ok", 0, 429, 503, "ok"])
  expect(await run.end()).toEqual({ kind: "done" })
  expect(run.sent).toEqual(["20 ok", "20 0", "20 429", "20 503", "20 ok", "5 ok"])
  expect(run.counts()).toEqual({ told: 45, pauses: 3 })
})

it("ends where somebody stops it, or where no trying helps", async () => {
  const stopped = running([])
  expect(await stopped.end(() => stopped.counts().told === 20)).toEqual({ kind: "stopped" })
  expect(stopped.counts().told).toBe(20)
  expect(await running(["ok", 401]).end()).toMatchObject({ kind: "failed", error: { status: 401 } })
  const silent = running(Array.from({ length: 99 }, () => 0))
  expect(await silent.end()).toMatchObject({ kind: "failed" })
  expect(silent.sent).toHaveLength(12)
})
