import {
  contentOf,
  isAllowedAttribute,
  isAllowedInPayload,
  isAllowedTextAttribute,
  isElementName,
  isMarkAttribute,
  mayHold,
  rootNodeName,
} from "../form/index.ts"
import { type ContentIndex, type IndexChanges, payloadPlace, payloadsPlace, type Place } from "./content-index.ts"
import { inspectUpdate } from "./inspect.ts"
import type { Inspection, ItemForm, ItemId } from "./inspection.ts"
import { placeItems } from "./placement.ts"

export type Validation =
  | { readonly ok: true; readonly next: IndexChanges }
  /** `missing` is set when nothing is wrong but the update builds on items that are not here: ask for them. */
  | { readonly ok: false; readonly reason: string; readonly missing?: readonly ItemId[] }

export interface ValidateOptions {
  /** Marks come from the server; a client may only carry on those that the section has, or once had. */
  readonly writer?: "client" | "server"
}

/**
 * Whether a section may take this update in: known elements where they belong, known attributes with allowed values,
 * plain characters, and nothing else. Judges content only; whose client ids these are is for the Room to say. What is
 * already known of the update is not judged and changes nothing, provided it is trimmed (trimKnown) before it is stored.
 */
export function validateUpdate(
  update: Uint8Array | Inspection,
  index: ContentIndex,
  options: ValidateOptions = {},
): Validation {
  const inspection = update instanceof Uint8Array ? inspectUpdate(update) : update
  const isServer = options.writer === "server"
  const placement = placeItems(inspection, index, (struct, place) => {
    const refusal = judge(struct, place)
    if (refusal !== null || isServer) return refusal
    return bringsNewMark(struct, index) ? "Only the server adds a mark." : null
  })
  if (placement.kind === "placed") return { ok: true, next: placement.changes }
  if (placement.kind === "refused") return { ok: false, reason: placement.reason }
  return { ok: false, reason: "The update builds on changes that are not here.", missing: placement.missing }
}

/** The index of a document that is trusted as it is: a snapshot, or the log that led to it. */
export function indexUpdate(update: Uint8Array, index: ContentIndex): void {
  const placement = placeItems(inspectUpdate(update), index, () => null)
  if (placement.kind !== "placed") throw new Error("A trusted update does not fit its index.")
  index.advance(placement.changes)
}

function bringsNewMark({ content }: ItemForm, index: ContentIndex): boolean {
  return (
    content.kind === "format" && content.value !== null && isMarkAttribute(content.key) && !index.knowsMark(content.key)
  )
}

function judge(struct: ItemForm, place: Place): string | null {
  const { content } = struct
  if (content.kind === "deleted") return null
  if (content.kind === "foreign") return `A section holds no ${content.what}.`
  if (content.kind === "element" && !isElementName(content.name)) return `A section has no "${content.name}" element.`
  if (content.kind === "map" && !isPayloadPlace(place)) return "A section holds maps as payloads only."
  if (place.kind === "text") return judgeText(struct)
  if (place.kind === "child") return judgeChild(struct, place.of)
  // Beside what is garbage-collected an item is garbage itself, wherever it comes from.
  return place.kind === "attribute" ? judgeAttribute(struct, place.of, place.key) : null
}

function judgeText({ content }: ItemForm): string | null {
  if (content.kind === "text") return null
  if (content.kind !== "format") return "A text holds characters and their formats only."
  if (isAllowedTextAttribute(content.key, content.value)) return null
  return `A text has no attribute "${content.key}" with this value.`
}

/** What stands beside something garbage-collected may have been a payload. */
function isPayloadPlace(place: Place): boolean {
  return place.kind === "gone" || (place.kind === "child" && place.of === payloadsPlace)
}

function judgeChild({ content }: ItemForm, parent: string): string | null {
  if (parent === payloadsPlace) return content.kind === "map" ? null : "A payload is a map."
  if (content.kind !== "element" && content.kind !== "textType") return "An element holds elements and texts only."
  const name = content.kind === "textType" ? "text" : content.name
  const allowed = contentOf(parent)
  if (allowed !== null && mayHold(allowed, name)) return null
  return `A ${name} cannot stand in ${parent === rootNodeName ? "the root" : `a ${parent}`}.`
}

function judgeAttribute({ content }: ItemForm, element: string, key: string): string | null {
  const isAllowed =
    content.kind === "values" &&
    content.values.length === 1 &&
    (element === payloadPlace
      ? isAllowedInPayload(key, content.values[0])
      : isAllowedAttribute(element, key, content.values[0]))
  return isAllowed
    ? null
    : `A ${element === payloadPlace ? "payload" : element} has no attribute "${key}" with this value.`
}
