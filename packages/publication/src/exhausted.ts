/** Ends a switch over a closed union: does not compile while a case is missing. */
export function exhausted(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`)
}
