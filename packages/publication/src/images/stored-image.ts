import { z } from "zod"

const megabyte = 1024 * 1024

/** What one image, and all images of one section, may hold. */
export const imageBounds = {
  megabytesMax: 10,
  bytesMax: 10 * megabyte,
  megapixelsMax: 50,
  pixelsMax: 50_000_000,
  /** A drawing is read element by element. */
  svgMegabytesMax: 2,
  svgBytesMax: 2 * megabyte,
  perSectionMax: 500,
  sectionMegabytesMax: 200,
  sectionBytesMax: 200 * megabyte,
} as const

export const ImageMediaTypeSchema = z.enum(["image/png", "image/jpeg", "image/webp", "image/svg+xml"])
export type ImageMediaType = z.infer<typeof ImageMediaTypeSchema>

/** The name of bytes: their SHA-256 in lower-case hex. */
export const BlobHashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** An image whose bytes the server has. The size is the one to show it at: of a turned photograph, after turning. */
export const StoredImageSchema = z.object({
  blob: BlobHashSchema,
  mediaType: ImageMediaTypeSchema,
  bytes: z.int().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
})
export type StoredImage = z.infer<typeof StoredImageSchema>
