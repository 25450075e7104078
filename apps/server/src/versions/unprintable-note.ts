import type { CoverNote } from "@codraft/publication"

/** The characters of a note that no font has. */
export async function unprintableInNote({
  addressee,
  salutation,
  body,
  closing,
  contact,
}: CoverNote): Promise<string[]> {
  const { shippedFonts, unprintableIn } = await import("@codraft/publish/pdf")
  return unprintableIn([addressee, salutation, body, closing, ...Object.values(contact)], shippedFonts())
}
