import { AlignmentType, type ILevelsOptions, LevelFormat, LevelSuffix, type NumberingDefinition } from "docx"
import { type Counted, type CountForm, readingsOf, shownMark } from "./marks.ts"

/** Where the marks of a level stand; the same for all of its items. In twentieths of a point. */
export interface MarkPlace {
  /** 0 to 8: how deep Word takes the item to be. */
  readonly level: number
  readonly indent: { readonly left: number; readonly hanging: number }
  /** Where the words begin, if not at the indent. */
  readonly tab?: number
}

/** As a paragraph of the library takes it. */
export interface Numbered {
  readonly reference: NumberingDefinition
  readonly level: number
  readonly instance: number
  readonly custom: true
}

/**
 * The lists of a document. Invariant: whatever is numbered here shows exactly the mark that it was asked for; a mark that Word
 * cannot count to gives null, and stands as text.
 */
export class Numberings {
  /**
   * By what makes them different. NOTE: the library writes the name of a list in braces and later puts a number in its place, also
   * where a text says the same; so the names have a character in them that no text has (`printable`).
   */
  readonly #definitions = new Map<string, NumberingDefinition>()
  readonly #running = new Map<string, Counted & { instance: number; definition: NumberingDefinition }>()
  #instances = 0

  /**
   * The next mark of a sequence, which goes on if it can and else begins anew. `later` are the marks that follow: they tell the
   * letter i from the numeral.
   */
  next(sequence: string, mark: string, place: MarkPlace, later: readonly string[] = []): Numbered | null {
    const before = this.#running.get(sequence)
    if (before !== undefined && shownMark(before, before.count + 1) === mark) {
      this.#running.set(sequence, { ...before, count: before.count + 1 })
      return numbered(before.definition, place.level, before.instance)
    }
    const begun = this.begin(mark, place, later)
    if (begun === null) {
      this.#running.delete(sequence)
      return null
    }
    const { reference, instance } = begun.numbered
    this.#running.set(sequence, { ...begun.form, instance, definition: reference })
    return begun.numbered
  }

  /** A list of its own that begins with this mark; null where Word has no way to say it. */
  begin(mark: string, place: MarkPlace, later: readonly string[]): { form: Counted; numbered: Numbered } | null {
    const form = likeliest(readingsOf(mark), later)
    if (form === null) return null
    return { form, numbered: numbered(this.#definition(place, form), place.level, ++this.#instances) }
  }

  bullet(sequence: string, mark: string, place: MarkPlace): Numbered {
    const key = `bullet ${mark} ${JSON.stringify(place)}`
    const form = () => ({ format: LevelFormat.BULLET, text: mark, start: 1 })
    return numbered(this.#known(key, levelsTo(place, form)), place.level, this.#instanceOf(sequence))
  }

  /** A definition whose levels are made once; all that use it are one list. */
  shared(key: string, levels: () => readonly ILevelsOptions[], level: number): Numbered {
    return numbered(this.#known(key, levels()), level, this.#instanceOf(key))
  }

  readonly #instancesOf = new Map<string, number>()

  #instanceOf(sequence: string): number {
    const instance = this.#instancesOf.get(sequence) ?? ++this.#instances
    this.#instancesOf.set(sequence, instance)
    return instance
  }

  #definition(place: MarkPlace, { format, before, after, count }: Counted): NumberingDefinition {
    const key = `${format} ${before}%${after} ${count} ${JSON.stringify(place)}`
    const form = (level: number) => ({ format, text: `${before}%${level + 1}${after}`, start: count })
    return this.#known(key, levelsTo(place, form))
  }

  #known(key: string, levels: readonly ILevelsOptions[]): NumberingDefinition {
    const known = this.#definitions.get(key) ?? { reference: `\uFFFE${this.#definitions.size + 1}`, levels }
    this.#definitions.set(key, known)
    return known
  }
}

function numbered(reference: NumberingDefinition, level: number, instance: number): Numbered {
  return { reference, level, instance, custom: true }
}

type LevelForm = Required<Pick<ILevelsOptions, "format" | "text" | "start">>

/** The level at hand, and those above it, which nothing uses: a list without a first level is none. */
function levelsTo(place: MarkPlace, form: (level: number) => LevelForm): ILevelsOptions[] {
  return Array.from({ length: place.level + 1 }, (_, level) => levelOf({ ...place, level }, form(level)))
}

function levelOf({ level, indent, tab }: MarkPlace, { format, text, start }: LevelForm): ILevelsOptions {
  const tabs = tab === undefined ? {} : { leftTabStop: tab }
  return {
    level,
    format,
    text,
    start,
    alignment: AlignmentType.START,
    suffix: LevelSuffix.TAB,
    style: { paragraph: { indent: { left: indent.left, hanging: indent.hanging }, ...tabs } },
  }
}

/** The reading that explains most of what follows; of equals the one with the lowest count. */
function likeliest(readings: readonly Counted[], later: readonly string[]): Counted | null {
  let best: Counted | null = null
  let most = -1
  for (const reading of readings) {
    const explained = explainedBy(reading, reading.count, later)
    if (explained > most) [best, most] = [reading, explained]
  }
  return best
}

function explainedBy(form: CountForm, count: number, later: readonly string[]): number {
  const end = later.findIndex((mark, i) => shownMark(form, count + 1 + i) !== mark)
  return end === -1 ? later.length : end
}
