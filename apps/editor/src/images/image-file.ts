import { type Refusal, refusalOf } from "@codraft/publication"
import { imageBounds, type ImageMediaType, readRaster, type StoredImage } from "@codraft/publication/images"
import { cleanDrawing } from "./drawing.ts"
import { withoutMetadata } from "./image-metadata.ts"

/** An image as it will be stored, named by its bytes. */
export interface ReadyImage extends StoredImage {
  content: Uint8Array<ArrayBuffer>
}

export type ReadFile = { image: ReadyImage; leftOut: string[] } | { refusal: Refusal }

/** What a file dialog offers. */
export const acceptedTypes = "image/png,image/jpeg,image/webp,image/svg+xml,.svg"

export const isImageType = (mediaType: string): boolean => mediaType.startsWith("image/")

/**
 * Reads a file of the person's: what it is, how large, and made so that it tells nothing that is not to be seen. What the
 * server would refuse is refused here, with or without a connection.
 */
export async function readImageFile(file: Blob): Promise<ReadFile> {
  if (file.size > imageBounds.bytesMax) return refused("image-too-heavy", imageBounds.megabytesMax)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const raster = readRaster(bytes)
  if (raster === null) return readDrawing(bytes)
  if (raster.isAnimated) return { refusal: refusalOf("image-moves") }
  if (raster.width * raster.height > imageBounds.pixelsMax) {
    return refused("image-too-many-pixels", imageBounds.megapixelsMax)
  }
  const { mediaType, width, height } = raster
  const content = raster.isTurned ? await drawnUpright(file) : withoutMetadata(bytes, mediaType)
  if (content === null || !(await canBeShown(content, mediaType))) return { refusal: refusalOf("image-unreadable") }
  if (content.byteLength > imageBounds.bytesMax) return refused("image-too-heavy", imageBounds.megabytesMax)
  return { image: await named(content, mediaType, { width, height }), leftOut: [] }
}

async function readDrawing(bytes: Uint8Array): Promise<ReadFile> {
  const text = new TextDecoder().decode(bytes)
  if (!text.trimStart().startsWith("<")) return { refusal: refusalOf("image-unreadable") }
  if (bytes.byteLength > imageBounds.svgBytesMax) return refused("drawing-too-heavy", imageBounds.svgMegabytesMax)
  const drawing = cleanDrawing(text)
  if (drawing === null) return { refusal: refusalOf("image-unreadable") }
  if ("fault" in drawing) return { refusal: refusalOf("drawing-not-allowed", { what: drawing.fault }) }
  const content = new TextEncoder().encode(drawing.svg)
  if (content.byteLength > imageBounds.svgBytesMax) return refused("drawing-too-heavy", imageBounds.svgMegabytesMax)
  return { image: await named(content, "image/svg+xml", drawing.size), leftOut: drawing.leftOut }
}

function refused(code: "image-too-heavy" | "image-too-many-pixels" | "drawing-too-heavy", max: number): ReadFile {
  return { refusal: refusalOf(code, { max }) }
}

/** A photograph that its camera held sideways, with its pixels where one sees them: other programs ignore the note that says so. */
async function drawnUpright(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const picture = await decoded(file)
  if (picture === null) return null
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  canvas.getContext("2d")?.drawImage(picture, 0, 0)
  picture.close()
  const drawn = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })
  return new Uint8Array(await drawn.arrayBuffer())
}

/** Whether the bytes are whole enough for a browser: the head of a file may be sound and the rest not. */
async function canBeShown(content: Uint8Array<ArrayBuffer>, mediaType: ImageMediaType): Promise<boolean> {
  const picture = await decoded(new Blob([content], { type: mediaType }))
  picture?.close()
  return picture !== null
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" })
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

async function named(
  content: Uint8Array<ArrayBuffer>,
  mediaType: ImageMediaType,
  size: { width: number; height: number },
): Promise<ReadyImage> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content))
  const blob = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return { blob, mediaType, bytes: content.byteLength, ...size, content }
}
