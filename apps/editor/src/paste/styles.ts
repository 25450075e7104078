/** Declarations by property, both in lower case. */
export type Declarations = ReadonlyMap<string, string>

const none: Declarations = new Map()

/** One element's `style`, as it is written: the browser's own reading drops what only Word understands. */
export function declarationsOf(css: string): Declarations {
  if (css === "") return none
  const found = new Map<string, string>()
  for (const declaration of css.split(";")) {
    const colon = declaration.indexOf(":")
    if (colon === -1) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    found.set(
      property,
      declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase(),
    )
  }
  return found
}

interface ClassRule {
  tag: string
  declarations: Declarations
}

/** Of a level of one of Word's lists. */
interface ListLevel {
  isBullet: boolean
}

/**
 * What the style sheets on a clipboard say of classes, and of Word's lists. Only plain selectors count (`.xl65`,
 * `p.MsoQuote`): nothing that programs put on a clipboard needs more.
 */
export class Styles {
  readonly #rules = new Map<string, ClassRule[]>()
  readonly #levels = new Map<string, ListLevel>()

  constructor(sheet: string) {
    const plain = sheet.replace(/<!--|-->|\/\*[\s\S]*?\*\//g, "")
    for (const [, selectors = "", body = ""] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) this.#add(selectors, body)
  }

  /** An element's own style, and beneath it what its classes say. */
  of(element: Element): Declarations {
    const own = declarationsOf(element.getAttribute("style") ?? "")
    const classes = this.#rules.size === 0 ? null : element.getAttribute("class")
    if (classes === null) return own
    const tag = element.localName
    const rules = classes
      .toLowerCase()
      .split(/\s+/)
      .flatMap((name) => this.#rules.get(name) ?? [])
      .filter((rule) => rule.tag === "" || rule.tag === tag)
    if (rules.length === 0) return own
    return new Map([...rules.flatMap((rule) => [...rule.declarations]), ...own])
  }

  /** Whether a level of one of Word's lists (`l0`, 2) has bullets; null when the clipboard does not say. */
  isBulleted(list: string, level: number): boolean | null {
    return this.#levels.get(`${list}:level${level}`)?.isBullet ?? null
  }

  #add(selectors: string, body: string): void {
    const declarations = declarationsOf(body.replace(/[\r\n]+/g, " "))
    for (const selector of selectors.toLowerCase().split(",")) {
      const level = /@list\s+(l\d+:level\d+)\b/.exec(selector)?.[1]
      if (level !== undefined) {
        const format = declarations.get("mso-level-number-format")
        this.#levels.set(level, { isBullet: format === "bullet" || format === "image" })
        continue
      }
      const [, tag = "", name] = /^\s*([a-z][a-z0-9]*)?\.([\w-]+)\s*$/.exec(selector) ?? []
      if (name === undefined) continue
      const rules = this.#rules.get(name) ?? []
      rules.push({ tag, declarations })
      this.#rules.set(name, rules)
    }
  }
}
