import { setImmediate as nextTurn } from "node:timers/promises"
import { SvgReading, type SvgSize } from "@codraft/publication/images"
import { SaxesParser, type SaxesTagNS } from "saxes"

export type SvgVerdict = { size: SvgSize } | { fault: string } | "not a drawing"

/** So long is the event loop kept waiting at most: a few milliseconds. */
const SLICE_BYTES = 64 * 1024

/**
 * Reads a drawing in slices, letting others have their turn between them. There is no entity in it but the five of XML,
 * since a document type is a fault, and so is everything that is an instruction to some program.
 */
export async function readSvgFile(bytes: Uint8Array): Promise<SvgVerdict> {
  if (!mayBeSvg(bytes)) return "not a drawing"
  const reading = new SvgReading()
  const parser = new SaxesParser({ xmlns: true, position: false })
  let isBroken = false
  parser.on("error", () => {
    isBroken = true
  })
  parser.on("doctype", () => reading.refuse("<!DOCTYPE>"))
  parser.on("processinginstruction", ({ target }) => reading.refuse(`<?${target}?>`))
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !/^utf-8$/i.test(encoding)) reading.refuse(`encoding="${encoding}"`)
  })
  parser.on("opentag", (tag: SaxesTagNS) => {
    reading.opened({
      localName: tag.local,
      namespace: tag.uri,
      attributes: Object.values(tag.attributes).map(({ local, uri, prefix, value }) => ({
        // The declaration of the default namespace has no prefix and its name for a local one.
        localName: local === "" ? prefix : local,
        namespace: uri,
        value,
      })),
    })
  })
  parser.on("text", (words) => reading.text(words))
  parser.on("cdata", (words) => reading.text(words))
  parser.on("closetag", () => reading.closed())

  try {
    const decoder = new TextDecoder("utf-8", { fatal: true })
    for (let at = 0; at < bytes.byteLength; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES)
      parser.write(decoder.decode(slice, { stream: at + SLICE_BYTES < bytes.byteLength }))
      if (isBroken || reading.fault !== null) break
      await nextTurn()
    }
    if (reading.fault === null && !isBroken) parser.close()
  } catch (error) {
    // Bytes that are no UTF-8 are a TypeError of the decoder.
    if (!(error instanceof TypeError)) throw error
    return "not a drawing"
  }
  if (isBroken) return "not a drawing"
  const size = reading.finished()
  return size === null ? { fault: reading.fault ?? "no size" } : { size }
}

/** It begins as markup does; only a reading tells the rest. */
export function mayBeSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 256))
  return head.trimStart().startsWith("<")
}
