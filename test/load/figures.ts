/** The value below which the given share of the samples lies; NaN for none. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function print(what: string, figures: Record<string, string | number>): void {
  const parts = Object.entries(figures).map(
    ([name, value]) => `${name} ${typeof value === "number" ? rounded(value) : value}`,
  )
  console.log(`${what.padEnd(58)} ${parts.join("   ")}`)
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
