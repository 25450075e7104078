import { z } from "zod"

/**
 * A line that somebody writes and others are to read for what it is: in a command, where an event takes any. Signs that turn words
 * round, which come along with what is pasted, are left out, as are halves of characters; something must be left that can be seen.
 */
export function writtenLine(charactersMax: number) {
  return z
    .string()
    .overwrite((line) => line.replace(/[\u202a-\u202e\u2066-\u2069\p{Cs}]/gu, ""))
    .trim()
    .max(charactersMax)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u)
    .regex(/[^\p{C}\p{Z}]/u)
}
