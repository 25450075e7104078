import { BookmarkEnd, BookmarkStart, type XmlComponent } from "docx"

/** Word takes no longer name, and in it letters, digits and low lines alone. */
const nameCharsMax = 40

/** The places of a document that links lead to. Their numbers are counted here: the library's go on from one document to the next. */
export class Bookmarks {
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()
  #numbers = 0

  /** The name of the place that the book calls so. */
  nameOf(id: string): string {
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const plain = `c_${id.replace(/[^A-Za-z0-9]+/g, "_")}`.slice(0, nameCharsMax - 5)
    let name = plain
    for (let twin = 2; this.#taken.has(name.toLowerCase()); twin++) name = `${plain}_${twin}`
    this.#taken.add(name.toLowerCase())
    this.#names.set(id, name)
    return name
  }

  around<T>(id: string, children: readonly T[]): (T | XmlComponent)[] {
    const number = ++this.#numbers
    return [new BookmarkStart(this.nameOf(id), number), ...children, new BookmarkEnd(number)]
  }
}
