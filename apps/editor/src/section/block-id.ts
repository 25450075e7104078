/** 60 random bits in letters and digits: unique within a section for all practical purposes, and short in every update. */
export function newBlockId(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return high.toString(36).padStart(7, "0") + low.toString(36).padStart(7, "0")
}
