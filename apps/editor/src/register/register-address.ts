import { type RegisterFilter, RegisterFilterSchema } from "@codraft/publication"

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

/** Each part that fits; what somebody has broken in an address is as if it were not there. */
export function validRegister(search: Record<string, unknown>): RegisterSearch {
  const { q, sort } = search
  const filter: Record<string, unknown> = {}
  for (const key of ["state", "kind", "target", "organization", "section"] as const) {
    // "10.7" comes as a number.
    const value = typeof search[key] === "number" ? String(search[key]) : search[key]
    const read = RegisterFilterSchema.shape[key].safeParse(value)
    if (read.success && read.data !== undefined) filter[key] = read.data
  }
  const sorting = sortings.find((one) => one === sort && one !== "place")
  return {
    ...(filter as RegisterFilter as Omit<RegisterFilter, "mine" | "unanswered">),
    ...((typeof q === "string" || typeof q === "number") && q !== "" ? { q: String(q).slice(0, queryMax) } : {}),
    ...(search["mine"] === true ? { mine: true } : {}),
    ...(search["unanswered"] === true ? { unanswered: true } : {}),
    ...(sorting === undefined ? {} : { sort: sorting as Exclude<Sorting, "place"> }),
    ...(sorting !== undefined && search["down"] === true ? { down: true } : {}),
  }
}

/** What the address asks for beyond an order. */
export function isNarrowed({ sort: _, down: __, ...rest }: RegisterSearch): boolean {
  return Object.keys(rest).length > 0
}
