import type { Block, CanonicalContent, Image } from "@codraft/document/canonical"
import type { Publication, SectionId } from "@codraft/publication"

type GivenImages = Publication["images"][SectionId]

/**
 * The text with the files of those images that its section has. Who writes a text can name any bytes in it: of others, such as
 * what is in a version that they may not open, and of an image that has not arrived yet, nobody knows what they are.
 */
export function withOwnImages(text: CanonicalContent, given: GivenImages): CanonicalContent {
  return { ...text, blocks: blocksWith(text.blocks, given) }
}

function blocksWith(blocks: readonly Block[], given: GivenImages): Block[] {
  return blocks.map((block) => {
    if (block.type === "image") return isGiven(block, given) ? block : withoutFile(block)
    if (block.type !== "table") return block
    const rows = block.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, blocks: blocksWith(cell.blocks, given) })),
    }))
    return { ...block, rows }
  })
}

function isGiven({ file }: Image, given: GivenImages): boolean {
  const known = Object.values(given).find(({ blob }) => blob === file?.blob)
  return known !== undefined && known.mediaType === file?.mediaType
}

function withoutFile(image: Image): Image {
  const { file: _, ...left } = image
  return left
}
