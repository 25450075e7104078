import { z } from "zod"

/** Per goal, in order: how many targets carry a number, and how many a letter (means of implementation). */
const targetsPerGoal: readonly (readonly [numbered: number, lettered: number])[] = [
  [5, 2],
  [5, 3],
  [9, 4],
  [7, 3],
  [6, 3],
  [6, 2],
  [3, 2],
  [10, 2],
  [5, 3],
  [7, 3],
  [7, 3],
  [8, 3],
  [3, 2],
  [7, 3],
  [9, 3],
  [10, 2],
  [19, 0],
]

const codes = new Set(
  targetsPerGoal.flatMap(([numbered, lettered], index) => [
    ...Array.from({ length: numbered }, (_, n) => `${index + 1}.${n + 1}`),
    ...Array.from({ length: lettered }, (_, n) => `${index + 1}.${"abcd".charAt(n)}`),
  ]),
)

/** Whether one of the 169 targets of the 2030 Agenda has this code. Needs no catalogue, so it is cheap to load. */
export function isTargetCode(code: string): boolean {
  return codes.has(code)
}

/** An edition of the global indicator list. Codes changed their meaning between editions, so a code goes with one. */
export const EditionSchema = z.enum(["2016", "2024"])
export type Edition = z.infer<typeof EditionSchema>

/** How many indicators each target has, target by target, goal by goal; they are numbered from 1. A test holds the catalogue against it. */
const indicatorCounts: Record<Edition, string> = {
  "2016":
    "1212321 22212221 2252212231211 1211111111 122122211 11222111 21111 111221122211 22212111 1111112111 1121222121 12121111111 21211 1111111111 211211111111 432222211211 2121121111111111132",
  "2024":
    "1212421 23212211 2252212231312 2211111111 122122211 11222111 21111 111221121211 22212111 1112114111 1121322120 12121111111 32111 1111111111 211211111111 433222211211 2121111111111111132",
}

const indicatorCodes: Record<Edition, ReadonlySet<string>> = { "2016": listed("2016"), "2024": listed("2024") }

function listed(edition: Edition): Set<string> {
  const counts = indicatorCounts[edition].replaceAll(" ", "")
  return new Set(
    [...codes].flatMap((code, index) =>
      Array.from({ length: Number(counts.charAt(index)) }, (_, n) => `${code}.${n + 1}`),
    ),
  )
}

/** Whether the edition lists an indicator under this code. */
export function isIndicatorCode(code: string, edition: Edition): boolean {
  return indicatorCodes[edition].has(code)
}

/** A code of an indicator says nothing without the edition of the list. */
export const IndicatorRefSchema = z
  .object({ code: z.string().max(10), edition: EditionSchema })
  .refine(({ code, edition }) => isIndicatorCode(code, edition), "no such indicator in that edition")

export const TargetCodeSchema = z.string().refine(isTargetCode, "no such target of the 2030 Agenda")

/** What a comment can bear on: a target by its code, or an indicator. */
export const TargetRefSchema = z.union([TargetCodeSchema, IndicatorRefSchema])
export type TargetRef = z.infer<typeof TargetRefSchema>

/** One word for one target or indicator, by which two can be told apart. */
export function targetRefKey(ref: TargetRef): string {
  return typeof ref === "string" ? ref : `${ref.code} (${ref.edition})`
}
