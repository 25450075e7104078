import { strFromU8, unzipSync } from "fflate"
import { SaxesParser } from "saxes"
import { brokenRules } from "./word-rules.ts"

/** A Word file as a test looks at it. */
export class WordFile {
  readonly #parts: ReadonlyMap<string, Uint8Array>

  constructor(bytes: Uint8Array) {
    this.#parts = new Map(Object.entries(unzipSync(bytes)))
  }

  get paths(): string[] {
    return [...this.#parts.keys()]
  }

  get document(): string {
    return this.part("word/document.xml")
  }

  part(path: string): string {
    return strFromU8(this.bytes(path))
  }

  bytes(path: string): Uint8Array {
    return this.#parts.get(path) ?? new Uint8Array()
  }

  /** All that is wrong with how the file is made, whatever it says. */
  faults(): string[] {
    const read = this.paths.filter((path) => path.endsWith(".xml")).map((path) => [path, this.part(path)] as const)
    return [
      ...this.#malformed(),
      ...this.#withoutType(),
      ...this.#brokenRelations(),
      ...this.#brokenIds(),
      ...brokenRules(new Map(read)),
    ]
  }

  /** The words of every paragraph that Word shows, each with the mark that Word counts for it. */
  lines(): { style: string; mark: string; text: string }[] {
    const counter = new WordCounter(this.part("word/numbering.xml"))
    return [...this.document.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, inner = ""]) => {
      const mark = counter.next(inner)
      const style = /<w:pStyle w:val="([^"]*)"/.exec(inner)?.[1] ?? ""
      return { style, mark, text: textIn(inner) }
    })
  }

  #malformed(): string[] {
    return this.paths
      .filter((path) => /\.(xml|rels)$/.test(path))
      .flatMap((path) => {
        const faults: string[] = []
        const parser = new SaxesParser({ xmlns: true })
        parser.on("error", ({ message }) => faults.push(`${path}: ${message}`))
        parser.write(this.part(path)).close()
        return faults
      })
  }

  #withoutType(): string[] {
    const types = this.part("[Content_Types].xml")
    const untyped = this.paths.filter((path) => {
      const extension = path.split(".").at(-1) ?? ""
      const hasType = types.includes(`PartName="/${path}"`) || types.includes(`Extension="${extension}"`)
      return path !== "[Content_Types].xml" && !hasType
    })
    const absent = valuesOf(types, /PartName="\/([^"]*)"/g).filter((path) => !this.#parts.has(path))
    return [
      ...untyped.map((path) => `${path} has no type`),
      ...absent.map((path) => `a type for ${path}, which is none`),
    ]
  }

  #brokenRelations(): string[] {
    return this.paths
      .filter((path) => path.endsWith(".rels"))
      .flatMap((path) => {
        const part = path.replace("_rels/", "").replace(/\.rels$/, "")
        const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : ""
        const relations = [...this.part(path).matchAll(/<Relationship ([^>]*)\/>/g)].map(([, said = ""]) => ({
          id: attribute(said, "Id"),
          target: attribute(said, "Target"),
          isOutside: attribute(said, "TargetMode") === "External",
        }))
        const ids = new Set(relations.map(({ id }) => id))
        const used = [...this.part(part).matchAll(/\sr:(?:id|embed|link)="([^"]*)"/g)].map(([, id = ""]) => id)
        return [
          ...relations
            .filter(
              ({ target, isOutside }) =>
                !isOutside && !this.#parts.has(target.startsWith("/") ? target.slice(1) : folder + target),
            )
            .map(({ target }) => `${path}: nothing at ${target}`),
          ...used.filter((id) => !ids.has(id)).map((id) => `${part}: no relation ${id}`),
          ...(ids.size === relations.length ? [] : [`${path}: an id twice`]),
        ]
      })
  }

  #brokenIds(): string[] {
    const { document } = this
    const all = document + this.part("word/footnotes.xml")
    const bookmarks = valuesOf(all, /<w:bookmarkStart [^>]*?w:name="([^"]*)"/g)
    const goals = valuesOf(all, /w:anchor="([^"]*)"/g).filter((goal) => !bookmarks.includes(goal))
    const styles = new Set(valuesOf(this.part("word/styles.xml"), /w:styleId="([^"]*)"/g))
    const unstyled = valuesOf(all, /<w:[pr]Style w:val="([^"]*)"/g).filter((style) => !styles.has(style))
    const numbers = new Set(valuesOf(this.part("word/numbering.xml"), /<w:num w:numId="([^"]*)"/g))
    const notes = valuesOf(this.part("word/footnotes.xml"), /<w:footnote w:id="([^"]*)"/g)
    return [
      ...twice(bookmarks.map((name) => name.toLowerCase())).map((name) => `bookmark ${name} twice`),
      ...bookmarks.filter((name) => name.length > 40).map((name) => `bookmark ${name} is too long`),
      ...twice(valuesOf(all, /<w:bookmarkStart [^>]*?w:id="([^"]*)"/g)).map((id) => `bookmark number ${id} twice`),
      ...twice(valuesOf(document, /<wp:docPr id="([^"]*)"/g)).map((id) => `image ${id} twice`),
      ...goals.map((goal) => `link to ${goal}, which is nowhere`),
      ...unstyled.map((style) => `no style ${style}`),
      ...valuesOf(document, /<w:numId w:val="([^"]*)"/g)
        .filter((id) => !numbers.has(id))
        .map((id) => `no list ${id}`),
      ...valuesOf(document, /<w:footnoteReference [^>]*?w:id="([^"]*)"/g)
        .filter((id) => !notes.includes(id))
        .map((id) => `no footnote ${id}`),
    ]
  }
}

export function textIn(xml: string): string {
  const pieces = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)]
  return pieces
    .map(([, text, sign]) => (sign === undefined ? unescaped(text ?? "") : sign === "tab" ? "\t" : "\n"))
    .join("")
}

export function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&")
}

/** Counts the items of lists as Word does, from the definitions that the file has. */
export class WordCounter {
  readonly #levels = new Map<string, { start: number; format: string; text: string }>()
  readonly #counts = new Map<string, number[]>()

  constructor(numbering: string) {
    const abstract = new Map<string, string>()
    for (const [, id = "", inner = ""] of numbering.matchAll(
      /<w:abstractNum w:abstractNumId="(\d+)"[^>]*>(.*?)<\/w:abstractNum>/gs,
    ))
      abstract.set(id, inner)
    for (const [, list = "", inner = ""] of numbering.matchAll(/<w:num w:numId="(\d+)"[^>]*>(.*?)<\/w:num>/gs)) {
      const definition = abstract.get(/<w:abstractNumId w:val="(\d+)"/.exec(inner)?.[1] ?? "") ?? ""
      for (const [, level = "", said = ""] of definition.matchAll(/<w:lvl w:ilvl="(\d)"[^>]*>(.*?)<\/w:lvl>/gs)) {
        const override = new RegExp(`<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="(\\d+)"`).exec(inner)?.[1]
        const value = (name: string) => new RegExp(`<w:${name} w:val="([^"]*)"`).exec(said)?.[1] ?? ""
        this.#levels.set(`${list} ${level}`, {
          start: Number(override ?? value("start")),
          format: value("numFmt"),
          text: unescaped(value("lvlText")),
        })
      }
    }
  }

  /** The mark of the next paragraph; empty where it is in no list. */
  next(paragraph: string): string {
    const [, level, list] = /<w:numPr><w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/.exec(paragraph) ?? []
    if (level === undefined || list === undefined) return ""
    const at = Number(level)
    const definition = this.#levels.get(`${list} ${level}`)
    if (definition === undefined) return "?"
    const counts = (this.#counts.get(list) ?? []).slice(0, at + 1)
    counts[at] = counts[at] === undefined ? definition.start : counts[at] + 1
    this.#counts.set(list, counts)
    return definition.text.replace(/%(\d)/g, (_, place: string) => {
      const of = Number(place) - 1
      return sign(this.#levels.get(`${list} ${of}`)?.format ?? "", counts[of] ?? 1)
    })
  }
}

function sign(format: string, count: number): string {
  const letter = String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.floor((count - 1) / 26) + 1)
  const romans = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"]
  if (format === "lowerLetter") return letter
  if (format === "upperLetter") return letter.toUpperCase()
  if (format === "lowerRoman") return romans[count] ?? "?"
  if (format === "upperRoman") return (romans[count] ?? "?").toUpperCase()
  if (format === "russianLower") return "абвгдежзиклмнопрстуфхцчшщыэюя"[count - 1] ?? "?"
  return String(count)
}

function attribute(said: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(said)?.[1] ?? ""
}

function valuesOf(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map(([, value = ""]) => value)
}

function twice(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i)
}
