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

export const TargetCodeSchema = z.string().refine(isTargetCode, "no such target of the 2030 Agenda")
