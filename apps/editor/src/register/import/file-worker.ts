import { readFile } from "./read-file.ts"

// One file, away from the window: a large table takes seconds, and what a hostile one fills goes with the thread.
const worker = self as unknown as {
  addEventListener: (
    type: "message",
    listener: (event: MessageEvent<{ name: string; bytes: ArrayBuffer }>) => void,
  ) => void
  postMessage: (message: unknown) => void
}
worker.addEventListener("message", ({ data }) => {
  void readFile(data.name, data.bytes).then((read) => worker.postMessage(read))
})
