/** Per cent of the measure: widths that can be met again. */
export const scaleStep = 5

/** The column of text (`--measure`), on a screen that has room for all of it. */
export function measurePixels(): number {
  return 42 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
