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

/** Those of them that a section has no more are brought, one after the other; answers how many could not be. */
export async function bringImages(
  content: Pick<CanonicalContent, "blocks">,
  stored: ReadonlySet<string>,
  bring: (image: ImageFile) => Promise<boolean>,
): Promise<number> {
  let missing = 0
  for (const image of imagesOf(content)) if (!stored.has(image.blob) && !(await bring(image))) missing += 1
  return missing
}

/**
 * Gives a section an image of a version: whoever may read the version has its bytes, and whoever may write the section may give
 * it images. False where it cannot have it.
 */
export async function bringImage({ blob, mediaType }: ImageFile, from: string, sectionId: string): Promise<boolean> {
  try {
    const answer = await fetch(`${from}${blob}`, { credentials: "same-origin" })
    if (!answer.ok) return false
    const sent = await sendImage(sectionId, new Uint8Array(await answer.arrayBuffer()), mediaType, () => {})
    return sent.kind === "stored"
  } catch {
    // Nobody answered. The text comes back all the same, and says which images are not there.
    return false
  }
}
