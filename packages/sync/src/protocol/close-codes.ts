/**
 * Why a socket was closed by the server. 44xx: do not try again as you are (the stock y-websocket provider stops for good).
 * 45xx: the same try may work later.
 */
export const closeCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  /** No such stream, or none that this person may read: the two are not told apart. */
  notFound: 4404,
  tooLarge: 4413,
  buildTooOld: 4426,
  failure: 4500,
  stopping: 4503,
  /** Too many connections or messages, or too slow to take what is sent. */
  overload: 4529,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

/** What the websocket library itself answers to a frame beyond its bound; means the same as `closeCodes.tooLarge`. */
export const frameTooLargeCode = 1009

export function mayRetryAfter(code: number): boolean {
  return code !== frameTooLargeCode && !(code >= 4400 && code < 4500)
}
