import type { BindingV2 } from "@lexical/yjs"
import type { Klass, LexicalNode } from "lexical"
import { elementForm, statePrefix } from "../form/index.ts"

type ExcludedProperties = BindingV2["excludedProperties"]

/** A set that holds every name but a few. */
class AllBut extends Set<string> {
  readonly #kept: ReadonlySet<string>

  constructor(kept: Iterable<string>) {
    super()
    this.#kept = new Set(kept)
  }

  override has(name: string): boolean {
    return !this.#kept.has(name)
  }
}

const textProperties = new AllBut(["__format"])
const inertProperties = new AllBut(["preview"])
const byType = new Map<string, AllBut>([
  ["text", textProperties],
  ["tab", textProperties],
  ["unknown", inertProperties],
])

function excludedOf(type: string): AllBut {
  let excluded = byType.get(type)
  if (excluded === undefined) {
    const keys = Object.keys(elementForm(type)?.attributes ?? {})
    excluded = new AllBut(keys.filter((key) => !key.startsWith(statePrefix)))
    byType.set(type, excluded)
  }
  return excluded
}

class SyncedProperties extends Map<Klass<LexicalNode>, Set<string>> {
  override get(klass: Klass<LexicalNode>): Set<string> {
    return excludedOf(klass.getType())
  }
}

/**
 * The `excludedProperties` of the binding: it writes and reads only the properties of the form (form.ts). Styles,
 * alignment, widths and whatever else Lexical keeps on its nodes stay out of the document, and nothing in a document
 * can set a field such as `__type` on a node.
 */
export const excludedProperties: ExcludedProperties = new SyncedProperties()
