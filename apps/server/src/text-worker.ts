import assert from "node:assert/strict"
import { parentPort } from "node:worker_threads"
import { createTextWork, serveTextWork } from "@codraft/sync/work"
import { workPort } from "./work-port.ts"

// The thread of the text rooms: judges, merges and compacts, so that the event loop never holds a document.
assert(parentPort, "this file runs as a worker")
serveTextWork(workPort(parentPort), createTextWork())
