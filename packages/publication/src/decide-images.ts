import { can } from "./can.ts"
import type { StoreImage } from "./commands.ts"
import type { Actor, Ruling } from "./decision.ts"
import { imageBounds, type StoredImage } from "./images/index.ts"
import type { Publication } from "./publication.ts"
import { type Refusal, refusalOf } from "./refusals.ts"

/** Whoever may write a section may place images in it, as long as there is room; one that it has costs nothing more. */
export function decideImage(state: Publication, command: StoreImage, actor: Actor): Ruling {
  const { sectionId, blob, mediaType, bytes, width, height } = command
  const permission = can(state, actor.personId, "writeSection", { sectionId, at: actor.at })
  if (!permission.allowed) return permission.refusal
  const images = state.images[sectionId] ?? {}
  if (images[blob] !== undefined) return []
  const image = { blob, mediaType, bytes, width, height }
  return imageRefusal(Object.values(images), image) ?? [{ type: "imageStored", sectionId, ...image }]
}

/** Why a section that has these images cannot have one more. */
export function imageRefusal(
  stored: readonly StoredImage[],
  { mediaType, bytes, width, height }: StoredImage,
): Refusal | null {
  const isDrawing = mediaType === "image/svg+xml"
  if (isDrawing && bytes > imageBounds.svgBytesMax) {
    return refusalOf("drawing-too-heavy", { max: imageBounds.svgMegabytesMax })
  }
  if (bytes > imageBounds.bytesMax) return refusalOf("image-too-heavy", { max: imageBounds.megabytesMax })
  if (width * height > imageBounds.pixelsMax) {
    return refusalOf("image-too-many-pixels", { max: imageBounds.megapixelsMax })
  }
  if (stored.length >= imageBounds.perSectionMax) {
    return refusalOf("too-many-images", { max: imageBounds.perSectionMax })
  }
  const total = stored.reduce((sum, image) => sum + image.bytes, bytes)
  if (total > imageBounds.sectionBytesMax) {
    return refusalOf("images-too-heavy", { max: imageBounds.sectionMegabytesMax })
  }
  return null
}
