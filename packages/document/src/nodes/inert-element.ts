import * as Y from "yjs"
import { previewAttribute, unknownName } from "../canonical/source.ts"
import { idAttribute } from "../form/index.ts"

/**
 * What the binding is shown in place of a child that it could not read. It belongs to no document: it has no children,
 * and what is written to it is lost.
 */
export class InertElement extends Y.XmlElement {
  readonly #attributes: Readonly<Record<string, string>>

  constructor(preview: string, id: string | undefined) {
    super(unknownName)
    this.#attributes = { [previewAttribute]: preview, ...(id === undefined ? {} : { [idAttribute]: id }) }
  }

  get preview(): string {
    return this.#attributes[previewAttribute] ?? ""
  }

  get id(): string | undefined {
    return this.#attributes[idAttribute]
  }

  override getAttributes(): Record<string, string> {
    return { ...this.#attributes }
  }

  override getAttribute(): undefined {
    return undefined
  }

  override setAttribute(): void {}

  override removeAttribute(): void {}

  override toArray(): (Y.XmlElement | Y.XmlText)[] {
    return []
  }

  override insert(): void {}

  override delete(): void {}
}
