import type { CanonicalContent } from "@codraft/document"
import type { Reader } from "@codraft/document/reader"
import type { SectionId } from "@codraft/publication"
import type { Hub } from "@codraft/sync/server"
import { expect, it } from "vitest"
import { imagesInText } from "./images-in-text.ts"

it("finds the images of a text, in tables too, and no other hash that somebody wrote", async () => {
  const image = (digit: string) => {
    return { type: "image", file: { blob: digit.repeat(64), mediaType: "image/png", width: 4, height: 3 } } as const
  }
  const content: CanonicalContent = {
    format: "codraft.section",
    formatVersion: 2,
    language: "en",
    dir: "ltr",
    blocks: [
      image("a"),
      { type: "image" },
      { type: "paragraph", content: [{ type: "text", text: "f".repeat(64) }] },
      { type: "table", rows: [{ cells: [{ blocks: [image("b")] }] }] } as unknown as CanonicalContent["blocks"][number],
    ],
  }
  const reader = { content: async () => content } as unknown as Reader
  const hub = { parts: async () => ({ position: 1, parts: [] }) } as unknown as Hub
  const found = await imagesInText({ reader, hub }, "s01" as SectionId)
  expect([...found].map((blob) => blob[0])).toEqual(["a", "b"])
})
