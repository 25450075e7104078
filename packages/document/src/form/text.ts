import { isLanguageTag, languageAttribute } from "./attributes.ts"
import { formatMask, isMarkAttribute } from "./form.ts"

/**
 * Attributes of a text run, as the V2 binding writes them:
 * `p` properties that differ from the default (here only the format bits), `t` the node type when it is not plain text,
 * `i` the number of the run (keeps Yjs from joining runs), `s_lang` the language of a passage, `s_c_<thread>` a mark.
 * `null` ends an attribute.
 */
export const tabType = "tab"
const runsMax = 1_000_000

export function isAllowedTextAttribute(key: string, value: unknown): boolean {
  if (value === null)
    return key === "p" || key === "t" || key === "i" || key === languageAttribute || isMarkAttribute(key)
  switch (key) {
    case "p":
      return isTextProperties(value)
    case "t":
      return value === tabType
    case "i":
      return typeof value === "number" && Number.isInteger(value) && value > 0 && value < runsMax
    case languageAttribute:
      return isLanguageTag(value)
    default:
      return isMarkAttribute(key) && value === 1
  }
}

export function isTextProperties(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(([key, bits]) => key === "__format" && isFormatBits(bits))
}

function isFormatBits(bits: unknown): boolean {
  return typeof bits === "number" && Number.isInteger(bits) && bits >= 0 && (bits & ~formatMask) === 0
}
