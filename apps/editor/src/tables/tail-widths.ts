const sample = 20

/** How wide something is in the type of tables, in em. Figures there are all of one width, so one digit stands for each. */
export class TailWidths {
  readonly #known = new Map<string, number>()
  #probe: HTMLElement | null = null

  em(tail: string): number {
    const shape = tail.replaceAll(/[0-9]/g, "0")
    let width = this.#known.get(shape)
    if (width === undefined) {
      width = this.#measure(shape)
      this.#known.set(shape, width)
    }
    return width
  }

  clear(): void {
    this.#known.clear()
  }

  destroy(): void {
    this.#probe?.remove()
  }

  #measure(shape: string): number {
    if (this.#probe === null) {
      this.#probe = document.createElement("span")
      this.#probe.className = "table-probe"
      this.#probe.ariaHidden = "true"
      document.body.append(this.#probe)
    }
    // Many at once: a single one is rounded to the pixel in some browsers.
    this.#probe.textContent = shape.repeat(sample)
    const size = Number.parseFloat(getComputedStyle(this.#probe).fontSize)
    return this.#probe.getBoundingClientRect().width / sample / (size || 1)
  }
}
