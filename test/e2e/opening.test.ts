import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { browserMissing, launchBrowser, Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess } from "../harness/server-process.ts"

/** What a section comes in, with some room: everything beyond is fetched one after the other. */
const scriptsMax = 12

describe.skipIf(browserMissing)("opening a section again", () => {
  let server: ServerProcess
  let browser: Browser

  beforeAll(async () => {
    server = await ServerProcess.start()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.dispose()
  })

  it("shows what the device has kept before the server answers, to be written in after that; and asks for nothing twice", async () => {
    const person = await Person.arrives(browser, server.url, "p-iom-1")
    const { page } = person
    const warnings: string[] = []
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()))
    await person.opensSection("s13")
    const words = await person.text.innerText()

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
    expect(person.complaints).toEqual([])
    await person.context.close()
  })
})
