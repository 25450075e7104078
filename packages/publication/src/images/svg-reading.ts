import {
  isAllowedAttribute,
  isAllowedElement,
  isAllowedStyle,
  referencesIn,
  type SvgAttribute,
  svgNamespace,
} from "./svg-vocabulary.ts"

export interface SvgElement {
  localName: string
  namespace: string
  attributes: readonly SvgAttribute[]
}

export interface SvgSize {
  width: number
  height: number
}

const elementsMax = 50_000
const depthMax = 200
const referenceDepthMax = 1000
/** How many shapes may be drawn when every reference is followed: a few that repeat each other would be millions. */
const drawnMax = 1_000_000
/** A drawing has no pixels of its own; only the proportion of its sides says something. */
const sideMax = 4096

/**
 * Reads a drawing as its parser goes through it, and says what in it has no place in a drawing.
 * Invariant: once there is a fault, nothing that comes after takes it back.
 */
export class SvgReading {
  #fault: string | null = null
  #size: SvgSize | null = null
  #elements = 0
  #style: string | null = null
  readonly #open: string[] = []
  readonly #parts = new Map<string, Part>([["", newPart()]])
  readonly #styleReferences: string[] = []

  /** What was found that a drawing cannot hold, as words for a person; null while there is nothing. */
  get fault(): string | null {
    return this.#fault
  }

  opened(element: SvgElement): void {
    this.#elements += 1
    if (this.#elements > elementsMax) return this.refuse("too many elements")
    if (this.#open.length >= depthMax) return this.refuse("elements inside elements, too deep")
    const { localName, namespace } = element
    if (!isAllowedElement(localName, namespace)) return this.refuse(`<${localName}>`)
    const wrong = element.attributes.find((attribute) => !isAllowedAttribute(attribute))
    if (wrong) return this.refuse(`${wrong.localName}="${wrong.value.slice(0, 40)}"`)
    if (this.#open.length === 0) this.#readRoot(element)
    this.#weigh(element)
    if (localName === "style") this.#style = ""
  }

  /** Words between tags. */
  text(words: string): void {
    if (this.#style !== null) this.#style += words
  }

  closed(): void {
    this.#open.pop()
    if (this.#style === null) return
    if (!isAllowedStyle(this.#style)) this.refuse("a style that loads something")
    this.#styleReferences.push(...referencesIn(this.#style))
    this.#style = null
  }

  refuse(what: string): void {
    this.#fault ??= what
  }

  /** The size of a drawing that was read to its end without a fault; null where there was one. */
  finished(): SvgSize | null {
    if (this.#fault !== null) return null
    if (this.#size === null) this.refuse("no size")
    else if (!(this.#drawn() <= drawnMax)) this.refuse("parts that repeat each other without end")
    return this.#fault === null ? this.#size : null
  }

  #readRoot(element: SvgElement): void {
    if (element.localName !== "svg" || element.namespace !== svgNamespace) return this.refuse(`<${element.localName}>`)
    const value = (name: string) => {
      return element.attributes.find((attribute) => attribute.localName === name && attribute.namespace === "")?.value
    }
    this.#size = svgSize({ width: value("width"), height: value("height"), viewBox: value("viewBox") })
  }

  /** Counts the element with the innermost part that has an id, and whatever it refers to. */
  #weigh({ attributes }: SvgElement): void {
    const around = this.#open.at(-1) ?? ""
    const id = attributes.find(({ localName, namespace }) => localName === "id" && namespace === "")?.value
    const inside = id ?? around
    if (id !== undefined && id !== around) {
      if (!this.#parts.has(id)) this.#parts.set(id, newPart())
      this.#part(around).references.push(id)
    }
    const part = this.#part(inside)
    part.elements += 1
    for (const { localName, value } of attributes) {
      if (localName !== "id") part.references.push(...referencesOf(localName, value))
    }
    this.#open.push(inside)
  }

  #part(id: string): Part {
    const part = this.#parts.get(id)
    if (!part) throw new Error(`part ${id} was not opened`)
    return part
  }

  /** The root with everything in it and everything that is referred to; no number for what goes round in a ring. */
  #drawn(): number {
    const weights = new Map<string, number>()
    const weigh = (id: string, depth: number): number => {
      if (depth > referenceDepthMax) return Number.NaN
      const known = weights.get(id)
      if (known !== undefined) return known
      const part = this.#parts.get(id)
      if (!part) return 0
      weights.set(id, Number.NaN)
      const weight = part.references.reduce((sum, target) => sum + weigh(target, depth + 1), part.elements)
      weights.set(id, weight)
      return weight
    }
    // A rule of a style element may hold for every element.
    const styled = this.#styleReferences.reduce((sum, target) => sum + weigh(target, 1), 0)
    return weigh("", 0) + styled * this.#elements
  }
}

/** An element with an id, as far as it is not inside a deeper one with an id of its own. */
interface Part {
  elements: number
  references: string[]
}
const newPart = (): Part => ({ elements: 0, references: [] })

/** `#` also begins colours. */
function referencesOf(localName: string, value: string): string[] {
  return localName === "href" || !value.startsWith("#") ? referencesIn(value) : []
}

/** In pixels, from what the root says: its own sides where they are lengths, else those of what it shows. */
export function svgSize(root: {
  width?: string | null | undefined
  height?: string | null | undefined
  viewBox?: string | null | undefined
}): SvgSize | null {
  const [, , boxWidth = 0, boxHeight = 0] = (root.viewBox ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const hasBox = boxWidth > 0 && boxHeight > 0
  let width = pixels(root.width)
  let height = pixels(root.height)
  if (hasBox && width === null) width = height === null ? boxWidth : (height * boxWidth) / boxHeight
  if (hasBox && height === null && width !== null) height = (width * boxHeight) / boxWidth
  if (width === null || height === null) return null
  const scale = Math.min(1, sideMax / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

const pixelsPer: Record<string, number> = { px: 1, pt: 4 / 3, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }

function pixels(length: string | null | undefined): number | null {
  const [, number, unit] = /^\s*([0-9]*\.?[0-9]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? "") ?? []
  const value = Number(number) * (pixelsPer[(unit || "px").toLowerCase()] ?? Number.NaN)
  return value > 0 && value < 1e9 ? value : null
}
