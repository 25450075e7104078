import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { parentPort } from "node:worker_threads"
import { idAttribute, rootName } from "@codraft/document/form"
import { createTextWork, serveTextWork } from "@codraft/sync/work"
import * as Y from "yjs"
import { workPort } from "./work-port.ts"

// The thread of the text rooms: judges, merges and compacts, so that the event loop never holds a document.
assert(parentPort, "this file runs as a worker")
serveTextWork(workPort(parentPort), createTextWork({ appendFirstParagraph }))

function appendFirstParagraph(doc: Y.Doc): void {
  const paragraph = new Y.XmlElement("paragraph")
  paragraph.setAttribute(idAttribute, randomUUID())
  doc.get(rootName, Y.XmlElement).push([paragraph])
}
