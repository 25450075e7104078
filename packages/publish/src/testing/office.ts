import validate, { type Format } from "@ooxml-tools/validate"

/**
 * What Microsoft's own Open XML SDK finds wrong with a file: order of elements, attributes and their values, by the schemas of the
 * standard as Office 2010 reads them. Newer Office knows all of that and more.
 */
export async function officeFaults(bytes: Uint8Array, format: Format = "docx"): Promise<string[]> {
  const found = await validate(bytes, format, "Office2010")
  return found.map(({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`)
}
