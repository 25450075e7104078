const translated: Record<string, () => string> = {}

/** A refusal in the interface's language; in English, as the server put it, where there is no translation. */
export function refusalWords(refusal: { code: string; message: string }): string {
  return translated[refusal.code]?.() ?? refusal.message
}
