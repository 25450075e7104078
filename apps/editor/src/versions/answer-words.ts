import type { Refusal } from "@codraft/publication"
import { problemWords } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { RequestError } from "../workspace/request.ts"

/** Why the server did not do what it was asked, in plain words: a refusal as it came, or that there was no usable answer. */
export function answerWords(error: unknown): string {
  return error instanceof RequestError && error.status === 409
    ? refusalWords((error.answer as { refusal: Refusal }).refusal)
    : problemWords(error)
}
