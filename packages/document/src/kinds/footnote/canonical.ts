import type { BlockHead, Inline } from "../../canonical/content.ts"
import { headOf, type InlineKind } from "../../canonical/kind.ts"
import type { Reading } from "../../canonical/reading.ts"
import { isReadableBlock, type Source, type SourceElement } from "../../canonical/source.ts"
import { isBlockId } from "../../form/attributes.ts"
import { referenceHtml, referenceText } from "./print.ts"

/** The place of a footnote; `note` is its index in the section's `footnotes`. The number that it shows is one more. */
export interface FootnoteReference {
  readonly type: "footnote"
  readonly note: number
}

/** The place of a table note; `note` is its index in the `notes` of the innermost table. */
export interface TableNoteReference {
  readonly type: "tablenote"
  readonly note: number
}

/** What the words of a note are made of: all that stands in a line, save notes. */
export type NotePart = Exclude<Inline, FootnoteReference | TableNoteReference>

export interface Note extends BlockHead {
  readonly content: readonly NotePart[]
}

/** The notes of a section while it is read, in the order in which they are referred to. */
export class Notes {
  readonly #bodies = new Map<string, SourceElement[]>()
  readonly #section: string[] = []
  readonly #tables: string[][] = []

  constructor(root: readonly Source[]) {
    for (const container of root) {
      if (!isReadableBlock(container, "root") || container.name !== "footnotes") continue
      for (const body of container.children) {
        const id = isReadableBlock(body, "notes") ? body.attributes["__note"] : undefined
        if (typeof id === "string") this.#bodies.set(id, [...(this.#bodies.get(id) ?? []), body as SourceElement])
      }
    }
  }

  refer({ attributes }: SourceElement): FootnoteReference | TableNoteReference | null {
    const { __note: id, __kind: kind } = attributes
    if (!isBlockId(id)) return null
    const table = kind === "tablenote" ? this.#tables.at(-1) : undefined
    if (table !== undefined) return { type: "tablenote", note: indexIn(table, id as string) }
    return { type: "footnote", note: indexIn(this.#section, id as string) }
  }

  /** Reads a table; answers it with the notes that are its own. */
  inTable<T>(read: () => T, reading: Reading): { table: T; notes: Note[] } {
    const ids: string[] = []
    this.#tables.push(ids)
    const table = read()
    this.#tables.pop()
    return { table, notes: this.#of(ids, reading) }
  }

  ofSection(reading: Reading): Note[] {
    return this.#of(this.#section, reading)
  }

  #of(ids: readonly string[], reading: Reading): Note[] {
    return ids.map((id) => {
      const bodies = this.#bodies.get(id) ?? []
      const [first] = bodies
      const contents = bodies.map((body) => reading.inline(body.children)).filter(({ length }) => length > 0)
      // Two people may have brought the same note back at once: neither's words are lost.
      const joined = contents.reduce<Inline[]>(
        (all, next) => (all.length === 0 ? next : [...all, { type: "break" }, ...next]),
        [],
      )
      return { ...(first === undefined ? {} : headOf(first)), content: joined.filter(isNoteText) }
    })
  }
}

function indexIn(ids: string[], id: string): number {
  const known = ids.indexOf(id)
  return known === -1 ? ids.push(id) - 1 : known
}

export function isNoteText(part: Inline): part is NotePart {
  return part.type !== "footnote" && part.type !== "tablenote"
}

export const footnote: InlineKind<FootnoteReference | TableNoteReference> = {
  append(source, inline, reading) {
    const reference = reading.notes.refer(source)
    if (reference === null) return
    reading.needs(2)
    inline.push(reference)
  },
  html: referenceHtml,
  plain: () => "",
  text: referenceText,
}
