/** Both in one. NOTE: an encoder would copy a large second part several times while it grows. */
export function joined(head: Uint8Array, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.byteLength + rest.byteLength)
  whole.set(head)
  whole.set(rest, head.byteLength)
  return whole
}
