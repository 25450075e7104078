/** The beginning of an address of the web, or of a path in one: whoever types there means each character. */
const address = /(:\/\/|^www\.|^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}\/)\S*$/iu

/** Whether a sign behind these words would stand in an address. */
export function isInAddress(before: string): boolean {
  return address.test(/\S*$/.exec(before)?.[0] ?? "")
}
