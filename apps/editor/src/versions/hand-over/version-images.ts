import type { Block, CanonicalContent, ImageFile } from "@codraft/document"
import { sendImage } from "../../images/send-image.ts"

/** The images that a text shows, each once, those in cells too. */
export function imagesOf({ blocks }: Pick<CanonicalContent, "blocks">): ImageFile[] {
  const found = new Map<string, ImageFile>()
  const look = (block: Block): void => {
    if (block.type === "image" && block.file) found.set(block.file.blob, block.file)
    if (block.type === "table") for (const { cells } of block.rows) for (const cell of cells) cell.blocks.forEach(look)
  }
  blocks.forEach(look)
  return [...found.values()]
}

/**
 * Gives a section the images of an older text that it has no more, one after the other: whoever may read the version has their
 * bytes, and whoever may write the section may give it images. Answers how many it could not have.
 */
export async function bringImages(
  content: Pick<CanonicalContent, "blocks">,
  { sectionId, stored, at }: { sectionId: string; stored: ReadonlySet<string>; at: string },
): Promise<number> {
  let missing = 0
  for (const { blob, mediaType } of imagesOf(content)) {
    if (!stored.has(blob) && !(await brought(`${at}${blob}`, sectionId, mediaType))) missing += 1
  }
  return missing
}

async function brought(address: string, sectionId: string, mediaType: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { credentials: "same-origin" })
    if (!answer.ok) return false
    const sent = await sendImage(sectionId, new Uint8Array(await answer.arrayBuffer()), mediaType, () => {})
    return sent.kind === "stored"
  } catch {
    // Nobody answered. The text comes back all the same, and says which images are not there.
    return false
  }
}
