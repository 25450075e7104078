import { performance } from "node:perf_hooks"
import { $createParagraphNode, $createTextNode, $getRoot, type LexicalEditor } from "lexical"
import * as Y from "yjs"
import { createHeadlessSection } from "../collab/index.ts"

/**
 * What a keystroke costs in a section of 50 pages: 400 paragraphs, 24,000 words.
 * Run it from the built package: `node packages/document/dist/testing/bench.js`.
 */
const paragraphs = 400
const wordsPerParagraph = 60
const rounds = 100

const words = ["migration", "of", "the", "compact", "states", "shall", "with", "regular", "pathways", "and", "data"]

function fill(editor: LexicalEditor): void {
  editor.update(
    () => {
      for (let i = 0; i < paragraphs; i++) {
        const text = Array.from({ length: wordsPerParagraph }, (_, j) => words[(i * 7 + j * 3) % words.length]).join(
          " ",
        )
        $getRoot().append($createParagraphNode().append($createTextNode(text)))
      }
    },
    { discrete: true },
  )
}

function measure(name: string, fn: (round: number) => void): void {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    fn(round)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2)
  process.stdout.write(`${name.padEnd(44)} best ${at(0)} ms   p50 ${at(0.5)} ms   p95 ${at(0.95)} ms\n`)
}

function typeAt(editor: LexicalEditor, paragraph: number): void {
  editor.update(
    () => {
      const block = $getRoot().getChildAtIndex(paragraph % paragraphs)
      block?.selectEnd().insertText("x")
    },
    { discrete: true },
  )
}

const here = new Y.Doc()
const there = new Y.Doc()
let ids = 0
const own = createHeadlessSection(here, { newBlockId: () => `b${ids++}` })
fill(own.editor)
Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
const other = createHeadlessSection(there, { newBlockId: () => `c${ids++}` })

let sent: Uint8Array[] = []
here.on("update", (update: Uint8Array) => sent.push(update))

measure("local keystroke, with ids, marks, undo, write", (round) => typeAt(own.editor, round * 13))
const keystrokes = sent
measure("remote keystroke into the editor", (round) =>
  Y.applyUpdate(there, keystrokes[round] ?? new Uint8Array([0, 0])),
)
measure("local keystrokes in one paragraph", () => typeAt(own.editor, 200))
measure("idle check of all blocks at once", () => void own.binding.check())
measure("undo and redo of a step", () => {
  own.binding.undo()
  own.binding.redo()
})
sent = []

const marked = here.get("root-v2", Y.XmlElement)
here.transact(() => {
  for (let i = 0; i < 2000; i++) {
    const line = marked.get(i % paragraphs)
    const text = line instanceof Y.XmlElement ? line.get(0) : null
    if (text instanceof Y.XmlText) text.format((i * 17) % 300, 12, { [`s_c_t${i}`]: 1 })
  }
})
measure("local keystroke under 2,000 marks", (round) => typeAt(own.editor, round * 13))
measure("idle check under 2,000 marks", () => void own.binding.check())
measure("a rebuild from the document", () => own.binding.heal())
own.binding.destroy()
other.binding.destroy()
