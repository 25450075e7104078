import { WebSocket } from "ws"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { type StockClient, stockClient, textOf, type } from "../harness/stock-client.ts"

describe("stock y-websocket clients", () => {
  let server: ServerProcess
  const clients: StockClient[] = []

  beforeAll(async () => {
    server = await ServerProcess.start()
  })
  afterAll(async () => {
    for (const client of clients) client.leave()
    await server?.dispose()
  })

  async function joins(personId: string, sectionId: string): Promise<StockClient> {
    const client = await stockClient(server.url, personId, sectionId)
    clients.push(client)
    return client
  }

  it("load a section, write in it and see each other's words", async () => {
    const [ana, bo] = await Promise.all([joins("p-iom-1", "s13"), joins("p-bgd-1", "s13")])
    await eventually("both to load", () => ana.provider.synced && bo.provider.synced)
    expect(textOf(ana.doc)).toContain("National ownership comes first")
    type(ana.doc, " From Geneva.")
    type(bo.doc, " From Dhaka.")
    await eventually("both to see both", () =>
      [ana, bo].every(({ doc }) => textOf(doc).includes(" From Geneva.") && textOf(doc).includes(" From Dhaka.")),
    )
    expect(textOf(ana.doc)).toBe(textOf(bo.doc))
  })

  it("hear by a receipt that their words are on disk, and find them again after a crash of the server", async () => {
    const ana = await joins("p-iom-1", "s12")
    await eventually("the section to load", () => ana.provider.synced)
    const before = ana.receipts()
    type(ana.doc, " Receipted words.")
    type(ana.doc, " Perhaps.")
    // The receipt for what was sent while loading may be on its way: two more are for the words, or for them and that.
    await eventually("the receipts", () => ana.receipts() >= before + 2)
    ana.leave()
    await server.kill()
    await server.startAgain()
    const bo = await joins("p-bgd-1", "s12")
    await eventually("the words", () => textOf(bo.doc).includes(" Receipted words."))
  })

  it("are told when they may only read, and go on reading", async () => {
    const [writer, reader] = await Promise.all([joins("p-iom-1", "s11"), joins("p-ngo-1", "s11")])
    await eventually("both to load", () => writer.provider.synced && reader.provider.synced)
    type(reader.doc, " Not allowed.")
    type(writer.doc, " Allowed.")
    await eventually("the reader to see the writer's words", () => textOf(reader.doc).includes(" Allowed."))
    const cookie = await signIn(server.url, "p-iom-1")
    const stored = await (
      await fetch(`${server.url}/api/sections/s11/text?format=text`, { headers: { cookie } })
    ).text()
    expect(stored).toContain(" Allowed.")
    expect(stored).not.toContain(" Not allowed.")
    expect(textOf(writer.doc)).not.toContain(" Not allowed.")
  })

  it("get in with a token for one publication, and not without one", async () => {
    const cookie = await signIn(server.url, "p-iom-1")
    const answer = await fetch(`${server.url}/api/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ publicationId: "pub-2016" }),
    })
    expect(answer.status).toBe(200)
    const { token } = (await answer.json()) as { token: string }
    const opened = await closeCodeOf(`${server.socketUrl}/sync/text:s13?token=${token}`)
    const refused = await closeCodeOf(`${server.socketUrl}/sync/text:s13`)
    expect([opened, refused]).toEqual(["open", 4401])
  })
})

/** "open" when the server sends a message first, else the code with which it closes. */
function closeCodeOf(address: string): Promise<number | "open"> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    socket.addEventListener("message", () => {
      resolve("open")
      socket.close()
    })
    socket.addEventListener("close", (event) => resolve(event.code))
    socket.addEventListener("error", reject)
  })
}
