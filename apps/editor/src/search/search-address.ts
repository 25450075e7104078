/** What an address of the search says: `/p/…/search?q=…`. */
export interface PublicationSearch {
  q?: string
  match?: "phrase"
  language?: string
  case?: boolean
  whole?: boolean
}

/** So long may what is looked for be. */
export const queryMax = 200

export function validSearch(search: Record<string, unknown>): PublicationSearch {
  const { q, match, language } = search
  return {
    // "2016" comes as a number.
    ...(typeof q === "string" || typeof q === "number" ? { q: String(q).slice(0, queryMax) } : {}),
    ...(match === "phrase" ? { match } : {}),
    ...(typeof language === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(language) ? { language } : {}),
    ...(search["case"] === true ? { case: true } : {}),
    ...(search["whole"] === true ? { whole: true } : {}),
  }
}
