import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe("readiness", () => {
  it("is there when the storage can be written", async () => {
    const answer = await world.request("/readyz")
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true, problems: [] }])
  })

  it("says in plain words that the disk is full, and recovers when there is space again", async () => {
    world.storage.faults.setFull(true)
    const full = await world.request("/readyz")
    expect([full.status, await full.json()]).toEqual([
      503,
      { ready: false, problems: [expect.stringContaining("The disk is full")] },
    ])
    world.storage.faults.setFull(false)
    expect((await world.request("/readyz")).status).toBe(200)
  })

  it("is another thing than being alive", async () => {
    world.storage.faults.setFull(true)
    expect((await world.request("/healthz")).status).toBe(200)
    world.storage.faults.setFull(false)
  })
})

describe("metrics", () => {
  it("count requests, refusals, appends and sockets, and name no person or section", async () => {
    const person = await world.signIn("p-rcp-1")
    await person.command({ type: "renameSection", sectionId: "s01", title: "Mine" })
    const body = await (await world.request("/metrics")).text()
    for (const name of [
      "codraft_event_loop_delay_max_seconds",
      "codraft_connections",
      "codraft_rooms",
      "codraft_log_entries_total",
      "codraft_log_append_seconds_count",
      'codraft_refusals_total{where="command"',
      'codraft_http_requests_total{method="POST",status="409"} 1',
      "codraft_socket_bytes_total",
      "process_cpu_seconds_total",
    ]) {
      expect(body).toContain(name)
    }
    expect(body).not.toMatch(/p-rcp-1|s01|Mine/)
  })
})
