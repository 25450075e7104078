import * as Y from "yjs"

/** Makes the library look at the children of an element that has not itself changed. */
export class Reread extends Y.YXmlEvent {
  constructor(element: Y.XmlElement, transaction: Y.Transaction) {
    super(element, new Set([null]), transaction)
  }

  /** The library asks for it beforehand, and for an unchanged type Yjs has no answer. */
  override get delta(): [] {
    return []
  }
}
