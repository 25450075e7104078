import { describe, expect, it } from "vitest"
import { contentBytes, manifestOf, sha256 } from "../manifest/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { type PublicationContent, PublicationContentSchema } from "./index.ts"

/** A version with Arabic, a section that is to follow, and a value that nobody has given yet. */
function frozen(): PublicationContent {
  const content = structuredClone(sampleVersion(["s14"]))
  const table = content.sections.flatMap(({ text }) => text?.blocks ?? []).find(({ type }) => type === "table")
  const value = table?.type === "table" ? table.rows[1]?.cells[1]?.blocks[0] : undefined
  if (value?.type !== "paragraph") throw new Error("the sample has no value to leave out")
  Object.assign(value, { content: [] })
  return PublicationContentSchema.parse(content)
}

/** What was signed once must come out the same for ever: a change here is a new `formatVersion`, or it is a fault. */
describe("the sample publication as a version", () => {
  it("has the bytes that it always had", async () => {
    const bytes = new TextDecoder().decode(contentBytes(frozen()))
    const said = ["متابعة", '"dir":"rtl"', '"text":null', '"content":[]']
    expect(said.filter((part) => !bytes.includes(part))).toEqual([])
    await expect(bytes).toMatchFileSnapshot("golden/publication.sample.json")
  })

  it("has the hashes that it always had, of each section, paragraph and note", async () => {
    const manifest = await manifestOf({
      content: frozen(),
      frozenBy: { name: "Adriana Rossi", organization: "IOM" },
      previous: { number: 1, sha256: await sha256(new TextEncoder().encode("Rev.0")) },
      files: [],
    })
    await expect(JSON.stringify(manifest, null, 2)).toMatchFileSnapshot("golden/manifest.sample.json")
  })
})
