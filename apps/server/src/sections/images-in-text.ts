import type { Reader } from "@codraft/document/reader"
import type { SectionId } from "@codraft/publication"
import type { Hub } from "@codraft/sync/server"

/** The hashes of the images that a section's text shows now. */
export async function imagesInText(
  { reader, hub }: { reader: Reader; hub: Hub },
  sectionId: SectionId,
): Promise<ReadonlySet<string>> {
  const { position, parts } = await hub.parts(sectionId)
  const request = { key: sectionId, position, parts: async () => [...parts] }
  const found = new Set<string>()
  collect(await reader.content({ ...request, language: "en", dir: "ltr" }), found)
  return found
}

/** Images stand in cells and wherever else blocks do. */
function collect(part: unknown, found: Set<string>): void {
  if (typeof part !== "object" || part === null) return
  if ("type" in part && part.type === "image" && "file" in part) {
    const { file } = part
    if (typeof file === "object" && file !== null && "blob" in file && typeof file.blob === "string")
      found.add(file.blob)
  }
  for (const inner of Object.values(part)) collect(inner, found)
}
