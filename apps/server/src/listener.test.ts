import { once } from "node:events"
import { connect } from "node:net"
import { afterEach, expect, it } from "vitest"
import { newRoutes } from "./http/env.ts"
import { type Listener, openListener } from "./listener.ts"

let listener: Listener
afterEach(() => listener.close())

/** What the other end says to these lines until it closes. */
async function said(lines: string[]): Promise<string> {
  const socket = connect(listener.port, "127.0.0.1")
  let text = ""
  socket.on("data", (chunk) => (text += chunk.toString()))
  socket.write([...lines, "", ""].join("\r\n"))
  await once(socket, "close")
  return text
}

it("says that it is starting until there is something to serve", async () => {
  listener = await openListener({ host: "127.0.0.1", port: 0 })
  const url = `http://127.0.0.1:${listener.port}/`
  expect((await fetch(url)).status).toBe(503)
  const routes = newRoutes()
  routes.get("/", (context) => context.text("served"))
  listener.serve(routes)
  expect(await (await fetch(url)).text()).toBe("served")
})

it("does not keep a connection that asks for a protocol it does not speak", async () => {
  listener = await openListener({ host: "127.0.0.1", port: 0, idleMs: 50 })
  listener.serve(newRoutes())
  expect(await said(["GET / HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: h2c"])).toBe("")
})

it.each([
  ["no WebSocket key", ["GET /sync/events HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: websocket"]],
  ["no HTTP at all", ["\u0016\u0003\u0001 hello"]],
  ["a host that is none", ["GET / HTTP/1.1", "Host: a b", "Connection: close"]],
])("answers %s with 400 and lives on", async (_what, lines) => {
  listener = await openListener({ host: "127.0.0.1", port: 0, idleMs: 2_000 })
  const routes = newRoutes()
  routes.get("*", (context) => context.text("served"))
  listener.serve(routes)
  expect(await said(lines)).toMatch(/^HTTP\/1.1 [24]00 /)
  expect((await fetch(`http://127.0.0.1:${listener.port}/`)).status).toBe(200)
})
