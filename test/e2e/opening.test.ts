import { describe, expect, it } from "vitest"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

/** What a section comes in, with some room: everything beyond is fetched one after the other. */
const scriptsMax = 12

describe.skipIf(browserMissing)("opening a section again", () => {
  const stage = setStage()

  it("shows what the device has kept before the server answers, to be written in after that; and asks for nothing twice", async () => {
    const person = await stage.arrives("p-iom-1")
    const { page } = person
    // What other pages need is fetched when nothing else is to be done, which is never now.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0
    })
    const warnings: string[] = []
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()))
    await person.opensSection("s13")
    const words = await person.text.innerText()
    await eventually("the text to be on the device", () => page.evaluate(isKept, "text:s13"))

    let letTextThrough = () => {}
    await page.routeWebSocket(/\/sync\/text:/, (socket) => {
      const toServer = socket.connectToServer()
      const held: (string | Buffer)[] = []
      let isHolding = true
      toServer.onMessage((message) => (isHolding ? held.push(message) : socket.send(message)))
      letTextThrough = () => {
        isHolding = false
        for (const message of held) socket.send(message)
      }
    })
    const asked: string[] = []
    page.on("request", (request) => asked.push(new URL(request.url()).pathname))
    await page.goto("/p/pub-2016/s/s13")
    await eventually("the kept text to be shown", async () => (await person.text.innerText()) === words)
    expect(await page.getByText("Fetching the text…").count()).toBe(0)
    expect(await person.text.getAttribute("contenteditable")).toBe("false")
    expect(await person.saving.innerText()).toBe("")
    expect(asked.filter((path) => path.endsWith(".js")).length).toBeLessThanOrEqual(scriptsMax)

    letTextThrough()
    await page.getByText("Saved", { exact: true }).waitFor()
    expect(await person.text.getAttribute("contenteditable")).toBe("true")
    for (const path of ["/api/me", "/api/publications/pub-2016", "/api/publications/pub-2016/numbers"]) {
      expect([path, asked.filter((other) => other === path).length]).toEqual([path, 1])
    }
    expect(warnings).toEqual([])
  })
})

/** Whether the device has a copy of a stream. */
async function isKept(stream: string): Promise<boolean> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result))
      request.addEventListener("error", () => reject(request.error ?? new Error("The device does not answer")))
    })
  const database = await done(indexedDB.open("codraft:p-iom-1"))
  const kept = await done(database.transaction("copy").objectStore("copy").getAll())
  database.close()
  return kept.some((copy: { stream: string }) => copy.stream === stream)
}
