import {
  asBlock,
  type Check,
  type ElementForm,
  idAttribute,
  integer,
  isBlockId,
  matching,
  oneOf,
} from "../../form/attributes.ts"

/** The image itself is a thing that does not change; what is said about it is in the payload that it names. */
export const imageForms = {
  image: { content: "nothing", standsIn: asBlock, attributes: { [idAttribute]: isBlockId, __payload: isBlockId } },
} as const satisfies Record<string, ElementForm>

export const imageMediaTypes = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"] as const
export const blobPattern = /^[0-9a-f]{64}$/
export const imageLimits = { sideMax: 100_000, altCharsMax: 2000, creditCharsMax: 500, scaleMin: 10, scaleMax: 100 }

const words =
  (charsMax: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= charsMax

const { sideMax, altCharsMax, creditCharsMax, scaleMin, scaleMax } = imageLimits

export const imagePayloadForm: Readonly<Record<keyof ImagePayload | "kind", Check>> = {
  kind: oneOf("image"),
  blob: matching(blobPattern),
  mediaType: oneOf(...imageMediaTypes),
  width: integer(1, sideMax),
  height: integer(1, sideMax),
  alt: words(altCharsMax),
  decorative: (value) => typeof value === "boolean",
  credit: words(creditCharsMax),
  scale: integer(scaleMin, scaleMax),
}

export interface ImagePayload {
  /** SHA-256 of the bytes, in hex. */
  readonly blob: string
  readonly mediaType: (typeof imageMediaTypes)[number]
  /** The size that it has by itself, in px. */
  readonly width: number
  readonly height: number
  readonly alt: string
  /** It says nothing that the text does not: readers aloud pass it over. */
  readonly decorative: boolean
  readonly credit: string
  /** Per cent of the width of the text. */
  readonly scale: number
}

/** A payload as an image, with what it leaves out; null when it is none. */
export function asImagePayload(value: unknown): ImagePayload | null {
  if (typeof value !== "object" || value === null) return null
  const said = value as Readonly<Record<string, unknown>>
  const payload = { kind: "image", alt: "", decorative: false, credit: "", scale: 100, ...said }
  if (!Object.entries(imagePayloadForm).every(([key, check]) => check(payload[key as keyof typeof payload])))
    return null
  const { blob, mediaType, width, height, alt, decorative, credit, scale } = payload as unknown as ImagePayload
  return { blob, mediaType, width, height, alt, decorative, credit, scale }
}
