import * as z from "zod"
import { head, ownCaption } from "../../canonical/schema-parts.ts"
import { blobPattern, imageLimits, imageMediaTypes } from "./form.ts"

const side = z.int().min(1).max(imageLimits.sideMax)

export const ImageSchema = z.strictObject({
  type: z.literal("image"),
  ...head,
  file: z
    .strictObject({
      blob: z.string().regex(blobPattern),
      mediaType: z.enum(imageMediaTypes),
      width: side,
      height: side,
    })
    .optional(),
  alt: z.string().min(1).max(imageLimits.altCharsMax).optional(),
  decorative: z.literal(true).optional(),
  credit: z.string().min(1).max(imageLimits.creditCharsMax).optional(),
  scale: z.int().min(imageLimits.scaleMin).max(imageLimits.scaleMax).optional(),
  caption: ownCaption.optional(),
})
