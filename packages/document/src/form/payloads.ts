import { imagePayloadForm } from "../kinds/image/form.ts"
import type { Check } from "./attributes.ts"

/** What the payloads of each kind may say; the kind itself is under `kind`. */
const payloadForms: readonly Readonly<Record<string, Check>>[] = [imagePayloadForm]

/** Whether some kind of payload may say this; which kind it is of is another value, which may come later. */
export function isAllowedInPayload(key: string, value: unknown): boolean {
  return payloadForms.some((form) => Object.hasOwn(form, key) && form[key]?.(value) === true)
}
