import { crc32 as checksum, deflateSync } from "node:zlib"
import type { ImageFile } from "@codraft/document/canonical"

/** A picture with its bytes. */
export interface Picture {
  readonly file: ImageFile
  readonly bytes: Uint8Array
}

/** Bars of rising height, as PNG without transparency. */
export function barsPicture(width = 480, height = 240): Picture {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, 255)
    row[0] = 0
    for (let x = 0; x < width; x++) {
      const bar = Math.floor((x * 8) / width)
      const isBar = (x * 8) % width < width * 0.7 && height - y < (height * (bar + 1)) / 9
      if (isBar) row.set([0x00, 0x33, 0xa0], 1 + x * 3)
    }
    return row
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ])
  return { file: { blob: "b".repeat(64), mediaType: "image/png", width, height }, bytes }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(checksum(body))
  return Buffer.concat([length, body, sum])
}

/** A drawing with words in it. */
export function drawing(): Picture {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120" viewBox="0 0 400 120"><rect x="10" y="20" width="150" height="80" fill="none" stroke="#0033A0" stroke-width="3"/><rect x="240" y="20" width="150" height="80" fill="#EDF1F8"/><path d="M165 60h66m-10-8l10 8-10 8" fill="none" stroke="#333" stroke-width="3"/><text x="30" y="66" font-family="Georgia" font-size="20">Draft</text><text x="262" y="66" font-size="20">Version</text></svg>`
  const bytes = new TextEncoder().encode(svg)
  return { file: { blob: "d".repeat(64), mediaType: "image/svg+xml", width: 400, height: 120 }, bytes }
}
