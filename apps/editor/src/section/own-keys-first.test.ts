import type { LexicalEditor } from "lexical"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { nextTask } from "../paste/next-task.ts"
import { OwnKeysFirst } from "./own-keys-first.ts"

let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal("requestAnimationFrame", (fn: () => void) => frames.push(fn))
  vi.stubGlobal("cancelAnimationFrame", (frame: number) => void (frames[frame - 1] = () => {}))
})
afterEach(() => vi.unstubAllGlobals())

function opened() {
  const root = new EventTarget()
  const said: string[] = []
  const editor = {
    registerRootListener: (fn: (root: EventTarget | null, former: EventTarget | null) => void) => {
      fn(root, null)
      return () => fn(null, root)
    },
  } as unknown as LexicalEditor
  const keys = new OwnKeysFirst(editor, { hold: () => said.push("hold"), release: () => said.push("release") })
  return { keys, said, press: () => root.dispatchEvent(new Event("keydown")) }
}

const paint = () => {
  for (const frame of frames.splice(0)) frame()
}

it("holds what others write from a key until its frame has been painted, and once for several keys of a frame", async () => {
  const { keys, said, press } = opened()
  press()
  press()
  expect(said).toEqual(["hold"])
  paint()
  expect(said).toEqual(["hold"])
  await vi.waitFor(() => expect(said).toEqual(["hold", "release"]))
  press()
  expect(said).toEqual(["hold", "release", "hold"])
  keys.destroy()
  expect(said.at(-1)).toBe("release")
})

it("goes on holding while an input method composes, and where it ends before the frame, until the frame", async () => {
  const { keys, said, press } = opened()
  press()
  keys.setComposing(true)
  paint()
  await nextTask()
  expect(said).not.toContain("release")
  press()
  keys.setComposing(false)
  expect(said).not.toContain("release")
  paint()
  await vi.waitFor(() => expect(said.at(-1)).toBe("release"))
  keys.destroy()
})

it("waits for no frame in a window that shows nothing", async () => {
  const { keys, said, press } = opened()
  press()
  await vi.waitFor(() => expect(said).toEqual(["hold", "release"]))
  keys.destroy()
})
