import { PDFDocument } from "@cantoo/pdf-lib"
import { mendTags, type TableHeads } from "./tags.ts"

/**
 * The same PDF with its small objects, the tags above all, compressed together in object streams (ISO 32000-1, 7.5.7): a long
 * tagged text takes a third of the room. With the heads of its tables, these are tagged as well. The same bytes give the same bytes.
 */
export async function compactPdf(pdf: Uint8Array, heads: readonly TableHeads[] = []): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  mendTags(document, heads)
  const options = { useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }
  // Whoever asks works in a thread of their own: no pauses.
  return document.save({ ...options, objectsPerTick: Number.POSITIVE_INFINITY })
}
