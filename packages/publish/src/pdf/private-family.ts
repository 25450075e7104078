/**
 * The font under a family name that no other font in the world has. The compiler also knows whatever fonts the machine has, and
 * asks by name: so it can find none but those that are handed to it.
 */
export function withPrivateFamily(font: Uint8Array): Uint8Array {
  const bytes = font.slice()
  const view = new DataView(bytes.buffer)
  const names = nameTable(view)
  if (names === null) return bytes
  const count = view.getUint16(names + 2)
  const strings = names + view.getUint16(names + 4)
  for (let i = 0; i < count; i++) {
    const record = names + 6 + 12 * i
    const nameId = view.getUint16(record + 6)
    if (nameId !== family && nameId !== typographicFamily) continue
    const isUnicode = [unicode, windows].includes(view.getUint16(record))
    if (isUnicode) view.setUint16(strings + view.getUint16(record + 10), privateMark.charCodeAt(0))
    else view.setUint16(record + 6, unusedName)
  }
  return bytes
}

/** What `withPrivateFamily` makes of a family's name. */
export function privateFamily(name: string): string {
  return privateMark + name.slice(1)
}

const privateMark = "\uE0C0"
const family = 1
const typographicFamily = 16
/** No name has this number; a record of the Macintosh's encoding, which cannot hold the mark, says nothing then. */
const unusedName = 0x7ffe
const unicode = 0
const windows = 3

/** Where the table of names begins, in a file of one font (OpenType, "Organization of an OpenType font"). */
function nameTable(view: DataView): number | null {
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + 16 * i
    if (view.getUint32(entry) === 0x6e616d65) return view.getUint32(entry + 8)
  }
  return null
}
