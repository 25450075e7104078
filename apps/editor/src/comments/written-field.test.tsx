// @vitest-environment happy-dom
import { apply, emptyPublication } from "@codraft/publication"
import { sampleEvents, samplePublication } from "@codraft/publication/sample"
import { act, useState } from "react"
import { createRoot, type Root } from "react-dom/client"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { nothingWritten } from "./mentions.ts"
import { WrittenField } from "./written-field.tsx"

const publication = sampleEvents(0)
  .toSorted((a, b) => a.at - b.at)
  .reduce(
    (state, event, index) => apply(state, { position: index + 1, ...event }),
    emptyPublication(samplePublication.publication.id),
  )

function Page() {
  const [value, setValue] = useState({ ...nothingWritten, text: "Ask , please" })
  const everybody = { publication, mayRead: () => true }
  return (
    <>
      <WrittenField {...everybody} label="Comment" value={value} onChange={setValue} onSend={never} onEscape={never} />
      <button type="button">Another</button>
    </>
  )
}
const never = () => {}

let root: Root
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true)
  // No frame comes before the next key: whoever types is faster than the screen.
  vi.stubGlobal("requestAnimationFrame", (late: () => void) => frames.push(late))
  const place = document.body.appendChild(document.createElement("div"))
  root = createRoot(place)
  await act(async () => root.render(<Page />))
})
afterEach(async () => {
  await act(async () => root.unmount())
  vi.unstubAllGlobals()
  document.body.replaceChildren()
  frames.length = 0
})
const frames: (() => void)[] = []

const field = () => document.querySelector("textarea") as HTMLTextAreaElement

async function types(letters: string): Promise<void> {
  const at = field().selectionStart
  const { value } = field()
  await act(async () => {
    // As the browser sets it: a component's own setter would take it for its own.
    const property = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")
    property?.set?.call(field(), value.slice(0, at) + letters + value.slice(at))
    field().setSelectionRange(at + letters.length, at + letters.length)
    field().dispatchEvent(new Event("input", { bubbles: true }))
  })
}

it("has the caret behind a name as soon as that is chosen, and takes the focus from nobody later", async () => {
  field().focus()
  field().setSelectionRange(4, 4)
  await types("@tomás v")
  await act(async () => field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })))
  expect(field().value).toBe("Ask @Tomás Vidal , please")
  await types("first")
  expect(field().value).toBe("Ask @Tomás Vidal first, please")
  const other = document.querySelector("button") as HTMLButtonElement
  await act(async () => other.focus())
  for (const late of frames) late()
  expect(document.activeElement).toBe(other)
})
