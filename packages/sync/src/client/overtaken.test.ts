import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { paragraphOf, textOf } from "../testing/scripted-world.ts"
import { isOvertaken, isWholeFor } from "./overtaken.ts"

function texts() {
  const [server, own] = [new Y.Doc(), new Y.Doc()]
  paragraphOf(server).insert(0, "Once ")
  Y.applyUpdate(own, Y.encodeStateAsUpdate(server))
  const serverHas = Y.encodeStateVector(server)
  const unsent: Uint8Array[] = []
  own.on("update", (update: Uint8Array, origin) => origin !== server && unsent.push(update))
  const cut = () => {
    server.get("root-v2", Y.XmlElement).delete(0, 1)
    Y.applyUpdate(own, Y.encodeStateAsUpdate(server), server)
  }
  return { own, serverHas, unsent, cut }
}

describe("own updates and a document in which others wrote", () => {
  it("has what stands in it, and what it took away itself", () => {
    const { own, unsent } = texts()
    paragraphOf(own).insert(5, "upon a time")
    paragraphOf(own).delete(5, 5)
    expect([textOf(own), isOvertaken(own, unsent), isOvertaken(own, [])]).toEqual(["Once a time", false, false])
  })

  it("no longer has words whose surroundings are gone", () => {
    const { own, unsent, cut } = texts()
    paragraphOf(own).insert(5, "upon a time")
    paragraphOf(own).delete(5, 5)
    cut()
    expect(isOvertaken(own, unsent)).toBe(true)
  })

  it("are whole for a server that has what they build on, and for no other", () => {
    const { own, serverHas, unsent } = texts()
    paragraphOf(own).insert(5, "upon ")
    paragraphOf(own).insert(10, "a time")
    const [, second] = unsent
    if (second === undefined) throw new Error("two updates")
    expect(isWholeFor(serverHas, unsent)).toBe(true)
    expect(isWholeFor(serverHas, [second])).toBe(false)
    expect(isWholeFor(Y.encodeStateVector(new Y.Doc()), unsent)).toBe(false)
  })
})
