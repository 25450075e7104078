import type { Block, ImageFile } from "@codraft/document"
import { describe, expect, it } from "vitest"
import { bringImages, imagesOf } from "./version-images.ts"

const file = (blob: string): ImageFile => ({ blob, mediaType: "image/png", width: 1, height: 1 })
const image = (blob: string): Block => ({ type: "image", file: file(blob), alt: "", scale: 100 })
const table: Block = {
  type: "table",
  rows: [{ cells: [{ blocks: [image("c"), image("a")] }] }],
}
const lost: Block = { type: "image", alt: "", scale: 100 }
const blocks = [image("a"), { type: "paragraph", content: [] } as Block, table, lost]

describe("the images of a text that comes back", () => {
  it("are found each once, those in cells too", () => {
    expect(imagesOf({ blocks }).map(({ blob }) => blob)).toEqual(["a", "c"])
  })

  it("are brought where the section has them no more, and those that cannot be are counted", async () => {
    const asked: string[] = []
    const bring = async ({ blob }: ImageFile) => {
      asked.push(blob)
      return blob !== "d"
    }
    const more = { blocks: [...blocks, image("d"), image("e")] }
    expect(await bringImages(more, new Set(["a", "e"]), bring)).toBe(1)
    expect(asked).toEqual(["c", "d"])
  })
})
