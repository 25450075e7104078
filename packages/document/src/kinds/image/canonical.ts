import type { BlockHead } from "../../canonical/content.ts"
import { type BlockKind, headOf } from "../../canonical/kind.ts"
import type { Reading } from "../../canonical/reading.ts"
import type { SourceElement } from "../../canonical/source.ts"
import { wellFormed } from "../../canonical/inline.ts"
import type { OwnCaption } from "../caption/canonical.ts"
import { asImagePayload, type ImagePayload } from "./form.ts"

export interface Image extends BlockHead {
  readonly type: "image"
  /** Absent where nobody knows what the image was. */
  readonly file?: ImageFile
  readonly alt?: string
  readonly decorative?: true
  readonly credit?: string
  /** Per cent of the width of the text, where it is not all of it. */
  readonly scale?: number
  readonly caption?: OwnCaption
}

export type ImageFile = Pick<ImagePayload, "blob" | "mediaType" | "width" | "height">

export const image: BlockKind<Image> = {
  build: (source, reading) => buildImage(source, null, reading),
  html(block, printer) {
    const picture = block.file === undefined ? "" : imageHtml(block, block.file, printer)
    const credit = block.credit === undefined ? "" : `<small>${printer.escape(block.credit)}</small>`
    const caption =
      block.caption === undefined
        ? credit && `<figcaption>${credit}</figcaption>`
        : printer.element(
            "figcaption",
            block.caption,
            printer.number(block) + printer.inline(block.caption.content) + credit,
          )
    return printer.element("figure", block, picture + caption, block.file === undefined ? " data-missing" : "")
  },
  text(block, printer) {
    const said = [
      block.alt === undefined ? "" : `[${block.alt}]`,
      block.caption && printer.numbered(block, printer.inline(block.caption.content)),
    ]
    return [...said, block.credit].filter((line) => line !== undefined && line !== "").join("\n")
  },
  lines(block, lines, language) {
    if (block.caption !== undefined) lines.add("caption", block.caption, block.caption.content, language)
  },
}

/** An image with the caption that stands behind it. */
export function buildImage(source: SourceElement, caption: SourceElement | null, reading: Reading): Image {
  reading.needs(2)
  const payload = asImagePayload(reading.payload(source.attributes["__payload"]))
  const own = caption === null ? {} : { caption: { ...headOf(caption), content: reading.inline(caption.children) } }
  if (payload === null) return { type: "image", ...headOf(source), ...own }
  const { blob, mediaType, width, height, alt, decorative, credit, scale } = payload
  return {
    type: "image",
    ...headOf(source),
    file: { blob, mediaType, width, height },
    ...(alt === "" ? {} : { alt: wellFormed(alt) }),
    ...(decorative ? { decorative } : {}),
    ...(credit === "" ? {} : { credit: wellFormed(credit) }),
    ...(scale === 100 ? {} : { scale }),
    ...own,
  }
}

interface Printer {
  escape(text: string): string
  imageUrl(file: ImageFile): string
}

function imageHtml(block: Image, file: ImageFile, printer: Printer): string {
  const alt = block.decorative === true ? "" : (block.alt ?? "")
  const scale = block.scale === undefined ? "" : ` style="width:${block.scale}%"`
  const src = printer.escape(printer.imageUrl(file))
  return `<img src="${src}" alt="${printer.escape(alt)}" width="${file.width}" height="${file.height}"${scale}>`
}

/** Where an image is, seen from a page that comes with its images. */
export function imagePath({ blob, mediaType }: ImageFile): string {
  return `images/${blob}.${mediaType === "image/svg+xml" ? "svg" : mediaType.slice("image/".length)}`
}
