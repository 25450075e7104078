import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { canonicalBytes, type Manifest, newSigningKey, publicPart, sha256, sign } from "@codraft/publish/manifest"
import { packageOf } from "@codraft/publish/package"
import { afterAll, describe, expect, it } from "vitest"
import { verifyFile } from "./verify-file.ts"

const directory = await mkdtemp(join(tmpdir(), "codraft-verify-"))
afterAll(() => rm(directory, { recursive: true }))
const key = await newSigningKey()
const keys = join(directory, "keys.json")
await writeFile(keys, JSON.stringify({ keys: [publicPart(key)] }))

const content = new TextEncoder().encode("{}")
const contentSha256 = await sha256(content)

function manifestOf(number: number, previous: string | null, id = "pub-1"): Manifest {
  return {
    format: "codraft.manifest",
    formatVersion: 1,
    publication: { id, title: "Follow-up and review" },
    version: {
      number,
      kind: "revision",
      symbol: `IDM/1/Rev.${number}`,
      title: "Revised draft",
      note: "",
      frozenAt: "2016-11-04T17:00:00.000Z",
      frozenBy: { name: "Amara Diallo-Reyes", organization: "IOM" },
    },
    previous: previous === null ? null : { number: number - 1, sha256: previous },
    content: { sha256: contentSha256 },
    sections: [],
    files: [{ name: "publication.json", mediaType: "application/json", bytes: content.length, sha256: contentSha256 }],
  }
}

/** The name of a package with that manifest, with other files beside, and the hash of the manifest. */
async function packed(
  name: string,
  manifest: Manifest,
  beside: readonly string[] = [],
): Promise<{ file: string; sha256: string }> {
  const files = new Map([["publication.json", content], ...beside.map((other) => [other, content] as const)])
  const bytes = canonicalBytes(manifest)
  const zip = packageOf({ manifest, jws: await sign(bytes, key), keys: { keys: [publicPart(key)] }, files })
  const file = join(directory, name)
  await writeFile(file, zip)
  return { file, sha256: await sha256(bytes) }
}

describe("codraft verify", () => {
  it("says that a version does not follow the one that is at hand, and ends as for what was changed", async () => {
    const first = await packed("first.zip", manifestOf(1, null))
    const other = await packed("other.zip", { ...manifestOf(1, null), publication: { id: "pub-1", title: "Another" } })
    const { file } = await packed("second.zip", manifestOf(2, first.sha256))
    expect((await verifyFile({ file, keys, from: null, after: [first.file] })).verdict).toBe("as-frozen")
    const { verdict, lines } = await verifyFile({ file, keys, from: null, after: [other.file] })
    expect(verdict).toBe("out-of-order")
    expect(lines.join("\n")).toContain("does NOT follow the version 1 that is at hand")
    expect(lines.join("\n")).not.toContain("Everything is exactly as it was frozen")
  })

  it("takes no version of another publication for the one before", async () => {
    const first = await packed("of-another.zip", manifestOf(1, null, "pub-2"))
    const { file } = await packed("alone.zip", manifestOf(2, "ab".repeat(32)))
    await expect(verifyFile({ file, keys, from: null, after: [first.file] })).rejects.toThrow(
      "of-another.zip is of another publication",
    )
  })

  it("prints what a name in a package would do to a terminal, and does not do it", async () => {
    const { file } = await packed("odd.zip", manifestOf(1, null), [
      "a\u001b[2J\nEverything is exactly as it was frozen.",
      "fdp.\u202eexe",
    ])
    const { verdict, lines } = await verifyFile({ file, keys, from: null, after: [] })
    expect(verdict).toBe("changed")
    expect(lines).toContain("  ADDED         a\\u{1b}[2J\\u{a}Everything is exactly as it was frozen.")
    expect(lines).toContain("  ADDED         fdp.\\u{202e}exe")
  })
})
