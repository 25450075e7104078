import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const signIn = { personId: "p-iom-1" }

describe("every answer", () => {
  it.each(["/", "/p/pub-2016", "/assets/main-a1b2c3.js", "/api/me", "/api/nothing", "/healthz", "/metrics"])(
    "keeps robots, frames and guessing away: %s",
    async (path) => {
      const { headers } = await world.request(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        "x-robots-tag": "noindex, nofollow, noarchive",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
      })
      expect(headers.get("permissions-policy")).toContain("camera=()")
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
    },
  )

  it("lets nothing run that is not a page of the editor", async () => {
    const { headers } = await world.request("/api/me")
    expect(headers.get("content-security-policy")).toContain("default-src 'none'")
    expect(headers.get("cache-control")).toBe("no-store")
  })
})

describe("the page of the editor", () => {
  it("runs scripts from its own files only, and style elements only with the nonce of this answer", async () => {
    const answer = await world.request("/p/pub-2016/s/s01")
    const policy = answer.headers.get("content-security-policy")?.split("; ") ?? []
    const nonce = (await answer.text()).match(/<meta property="csp-nonce" nonce="([^"]+)">/)?.[1]
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain(`style-src-elem 'self' 'nonce-${nonce}'`)
    expect(policy).toContain("style-src-attr 'unsafe-inline'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy.some((rule) => rule.startsWith("connect-src 'self' ws://127.0.0.1:"))).toBe(true)
    expect(answer.headers.get("cache-control")).toBe("no-store")
  })

  it("has another nonce each time", async () => {
    const policies = await Promise.all(["/", "/"].map(async (path) => (await world.request(path)).headers))
    const [first, second] = policies.map((headers) => headers.get("content-security-policy"))
    expect(first).not.toBe(second)
  })
})

describe("a request that changes something", () => {
  it("is taken from programs, from the own pages and from the dev server", async () => {
    const friendly = [
      {},
      { Origin: world.origin, "Sec-Fetch-Site": "same-origin" },
      { Origin: world.origin.replace("127.0.0.1", "localhost") },
      { Origin: "http://localhost:5173", "Sec-Fetch-Site": "same-origin" },
    ]
    for (const headers of friendly) expect((await world.post("/api/demo/sign-in", signIn, headers)).status).toBe(204)
  })

  it.each([
    { Origin: "https://elsewhere.example" },
    { Origin: "null" },
    { Origin: "http://127.0.0.1:9999" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
  ])("is refused from a page of another site: %o", async (headers) => {
    const answer = await world.post("/api/demo/sign-in", signIn, headers)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ error: { code: "foreign-origin" } })
  })

  it("may not be large", async () => {
    const large = JSON.stringify({ personId: "x".repeat(300_000) })
    const answer = await world.post("/api/demo/sign-in", large)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ error: { code: "too-large" } })
  })

  it("may not be large when it does not say how large it is", async () => {
    const chunk = new TextEncoder().encode("x".repeat(100_000))
    let left = 4
    const body = new ReadableStream({
      pull(controller) {
        left -= 1
        if (left < 0) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const answer = await world.request("/api/demo/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      duplex: "half",
    } as RequestInit)
    expect(answer.status).toBe(413)
  })
})

describe("an address that is not there", () => {
  it("answers JSON under /api, whatever the method", async () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      const answer = await world.request("/api/nothing", { method })
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ error: { code: "not-found" } })
    }
  })

  it("is a page of the editor elsewhere, except for files of another build", async () => {
    expect((await world.request("/p/anything")).headers.get("content-type")).toContain("text/html")
    expect((await world.request("/assets/main-ffffff.js")).status).toBe(404)
  })
})

describe("the files of the editor", () => {
  it("are kept for ever when their name holds a hash", async () => {
    const answer = await world.request("/assets/main-a1b2c3.js")
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
    expect(answer.headers.get("content-type")).toContain("text/javascript")
  })

  it("come compressed to those who take it", async () => {
    const [plain, brotli, gzip] = await Promise.all(
      ["identity", "gzip, deflate, br", "gzip"].map(async (accepted) => {
        return world.request("/assets/main-a1b2c3.js", { headers: { "Accept-Encoding": accepted } })
      }),
    )
    expect(plain?.headers.get("content-encoding")).toBeNull()
    expect(brotli?.headers.get("content-encoding")).toBe("br")
    expect(gzip?.headers.get("content-encoding")).toBe("gzip")
    expect((await brotli?.arrayBuffer())?.byteLength).toBeLessThan((await plain?.arrayBuffer())?.byteLength ?? 0)
  })

  it("are not sent again to those who have them", async () => {
    const etag = (await world.request("/assets/main-a1b2c3.js")).headers.get("etag") ?? ""
    const again = await world.request("/assets/main-a1b2c3.js", { headers: { "If-None-Match": etag } })
    expect(again.status).toBe(304)
  })
})
