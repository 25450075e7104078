import { crc32, deflateSync } from "node:zlib"

/** A PNG of one colour, whole enough for a browser; `words` are written beside the picture, as programs do. */
export function pngFile(
  { width, height }: { width: number; height: number },
  [red, green, blue]: [number, number, number],
  words = "",
): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.from(Array.from({ length: width }, () => [red, green, blue]).flat())])
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk("IHDR", Buffer.concat([u32(width), u32(height), Buffer.of(8, 2, 0, 0, 0)])),
    ...(words === "" ? [] : [chunk("tEXt", Buffer.from(`Comment\0${words}`))]),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  return Buffer.concat([u32(data.byteLength), body, u32(crc32(body))])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
