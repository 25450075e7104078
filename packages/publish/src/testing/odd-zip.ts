import { zipSync } from "fflate"

type Bytes = Uint8Array<ArrayBuffer>

const END_BYTES = 22

/** One file after the other, as bytes. */
export function glued(...parts: Bytes[]): Bytes {
  return new Uint8Array(parts.flatMap((part) => [...part]))
}

/** The entries of several zip files in one, in whose directory the later ones stand behind; so many bytes of nobody between them. */
export function joined(zips: readonly Bytes[], gap = 0): Bytes {
  const locals: Bytes[] = []
  const directories: Bytes[] = []
  let count = 0
  let at = 0
  for (const zip of zips) {
    const { start, entries } = endOf(zip)
    const directory = zip.slice(start, zip.length - END_BYTES)
    for (const header of headersIn(directory)) {
      const view = new DataView(directory.buffer, header)
      view.setUint32(42, view.getUint32(42, true) + at, true)
    }
    locals.push(zip.slice(0, start), new Uint8Array(gap))
    directories.push(directory)
    count += entries
    at += start + gap
  }
  const end = new Uint8Array(END_BYTES)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06_05_4b_50, true)
  view.setUint16(8, count, true)
  view.setUint16(10, count, true)
  view.setUint32(
    12,
    directories.reduce((length, one) => length + one.length, 0),
    true,
  )
  view.setUint32(16, at, true)
  return glued(...locals, ...directories, end)
}

/** What is said of the one entry of a zip file, in its directory and, but for its own name, in the entry as well. */
export function saying(zip: Bytes, said: { size?: number; crc?: number; flags?: number; ownName?: string }): Bytes {
  const bytes = zip.slice()
  const local = new DataView(bytes.buffer)
  const directory = new DataView(bytes.buffer, endOf(zip).start)
  if (said.flags !== undefined) {
    local.setUint16(6, said.flags, true)
    directory.setUint16(8, said.flags, true)
  }
  if (said.crc !== undefined) {
    local.setUint32(14, said.crc, true)
    directory.setUint32(16, said.crc, true)
  }
  if (said.size !== undefined) {
    local.setUint32(22, said.size, true)
    directory.setUint32(24, said.size, true)
  }
  if (said.ownName !== undefined) bytes.set(new TextEncoder().encode(said.ownName), 30)
  return bytes
}

/** A zip file with one entry of that name, whatever it is. */
export function storedAs(name: string, content: Bytes): Bytes {
  const letters = new TextEncoder().encode(name)
  const zip = zipSync({ ["x".repeat(letters.length)]: content }, { level: 0 })
  zip.set(letters, 30)
  zip.set(letters, endOf(zip).start + 46)
  return zip
}

function endOf(zip: Bytes): { start: number; entries: number } {
  const end = new DataView(zip.buffer, zip.byteOffset + zip.length - END_BYTES)
  return { start: end.getUint32(16, true), entries: end.getUint16(10, true) }
}

function* headersIn(directory: Bytes): Generator<number> {
  const view = new DataView(directory.buffer)
  for (let at = 0; at < directory.length; ) {
    yield at
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}
