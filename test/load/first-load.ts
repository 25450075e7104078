import type { Browser } from "playwright-core"
import type { ServerProcess } from "../harness/server-process.ts"
import { Person } from "../harness/browser.ts"
import { print } from "./figures.ts"

/** Bytes over the wire, compressed, until the screen stands; nothing cached. */
export async function benchFirstLoad(server: ServerProcess, browser: Browser): Promise<void> {
  for (const [what, path] of [
    ["Contents", "/p/pub-2016"],
    ["a section", "/p/pub-2016/s/s13"],
  ] as const) {
    const person = await Person.arrives(browser, server.url, "p-iom-1")
    const devtools = await person.context.newCDPSession(person.page)
    const kinds = new Map<string, string>()
    const bytes = { script: 0, style: 0, font: 0, other: 0 }
    await devtools.send("Network.enable")
    devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()))
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId)
      bytes[kind === "script" || kind === "font" ? kind : kind === "stylesheet" ? "style" : "other"] +=
        encodedDataLength
    })
    await person.page.goto(path, { waitUntil: "networkidle" })
    print(`First load of ${what} (kB over the wire, compressed)`, {
      script: bytes.script / 1000,
      style: bytes.style / 1000,
      fonts: bytes.font / 1000,
      other: bytes.other / 1000,
    })
    await person.context.close()
  }
}
