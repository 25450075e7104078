import type { CommentKind, RegisterFilter } from "@codraft/publication"

export const sortings = ["place", "organization", "kind", "state", "target", "date"] as const
export type Sorting = (typeof sortings)[number]

/** What an address of the register says: `/p/…/review?state=open`. */
export interface RegisterSearch extends Omit<RegisterFilter, "mine" | "unanswered"> {
  q?: string
  mine?: true
  unanswered?: true
  /** Absent: in the order of the publication. */
  sort?: Exclude<Sorting, "place">
  down?: true
}

/** So long may what is looked for be. */
export const queryMax = 200

// The router reads addresses before anything else is there: no schema is loaded for it.
const states = ["open", "answered", "resolved", "withdrawn", "unsettled"] as const satisfies RegisterFilter["state"][]
const kinds = ["editorial", "substantive", "factual", "question"] as const satisfies CommentKind[]
const id = /^[a-z0-9][a-z0-9-]{0,63}$/
const target = /^[\w.() -]{1,40}$/

/** Each part that fits; what somebody has broken in an address is as if it were not there. */
export function validRegister(search: Record<string, unknown>): RegisterSearch {
  const state = states.find((one) => one === search["state"])
  const kind = kinds.find((one) => one === search["kind"])
  const sort = sortings.find((one) => one === search["sort"])
  const q = wordsOf(search["q"])
  return {
    ...(state === undefined ? {} : { state }),
    ...(kind === undefined ? {} : { kind }),
    ...matching("target", search, target),
    ...matching("organization", search, id),
    ...matching("section", search, id),
    ...versionOf(search["version"]),
    ...(q === "" ? {} : { q: q.slice(0, queryMax) }),
    ...(search["mine"] === true ? { mine: true } : {}),
    ...(search["unanswered"] === true ? { unanswered: true } : {}),
    ...(sort === undefined || sort === "place" ? {} : { sort }),
    ...(sort !== undefined && sort !== "place" && search["down"] === true ? { down: true } : {}),
  }
}

/** "10.7" and "2016" come as numbers. */
function wordsOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}

function matching<K extends "target" | "organization" | "section">(
  key: K,
  search: Record<string, unknown>,
  form: RegExp,
): Pick<RegisterSearch, K> | object {
  const value = wordsOf(search[key])
  return form.test(value) ? { [key]: value } : {}
}

/** Versions are numbered from 1. */
const versionForm = /^[1-9]\d{0,2}$/

function versionOf(value: unknown): Pick<RegisterSearch, "version"> {
  const words = wordsOf(value)
  if (words === "draft") return { version: "draft" }
  return versionForm.test(words) ? { version: Number(words) } : {}
}

/** What the address asks for beyond an order. */
export function isNarrowed(search: RegisterSearch): boolean {
  return Object.keys(search).some((key) => key !== "sort" && key !== "down")
}
