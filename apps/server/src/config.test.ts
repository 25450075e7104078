import { describe, expect, it } from "vitest"
import { ConfigError, type Environment, readConfig } from "./config.ts"

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe("the environment", () => {
  it("needs nothing but the demo switch", () => {
    expect(readConfig({ CODRAFT_DEMO: "1" })).toMatchObject({
      host: "127.0.0.1",
      port: 8787,
      dataDirectory: "./data",
      isDemo: true,
      publicOrigin: null,
      secret: null,
    })
  })

  it("counts an empty variable as not set", () => {
    expect(readConfig({ CODRAFT_DEMO: "1", PORT: "", CODRAFT_URL: "" }).port).toBe(8787)
  })

  it("names every problem at once, one sentence each", () => {
    const problems = problemsOf({
      PORT: "http",
      CODRAFT_DEMO: "yes",
      CODRAFT_URL: "drafting.example.org",
      CODRAFT_SECRET: "short",
      DATABASE_URL: "postgres://localhost/codraft",
    })
    expect(problems).toEqual([
      "DATABASE_URL is set, but this build does not offer a Postgres database yet: unset it.",
      'PORT must be a number from 0 to 65535, not "http".',
      'CODRAFT_DEMO must be 1 or 0, not "yes".',
      'CODRAFT_URL must be the public address without a path, such as https://drafting.example.org, not "drafting.example.org".',
      "CODRAFT_SECRET must have at least 32 characters.",
    ])
  })

  it.each(["DATABASE_URL", "REDIS_URL", "SMTP_URL", "OIDC_ISSUER"])("does not leave %s without effect", (name) => {
    expect(problemsOf({ CODRAFT_DEMO: "1", [name]: "somewhere" })).toEqual([expect.stringContaining(name)])
  })

  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("lets the demo bind %s", (host) => {
    expect(problemsOf({ CODRAFT_DEMO: "1", HOST: host })).toEqual([])
  })

  it.each(["0.0.0.0", "::", "192.168.1.7", "127.example.org"])("keeps the demo off %s", (host) => {
    expect(problemsOf({ CODRAFT_DEMO: "1", HOST: host })).toEqual([expect.stringContaining("only binds this machine")])
  })

  it("does not start without sign-in: the demo is the only one in this build", () => {
    expect(problemsOf({})).toEqual([expect.stringContaining("no sign-in")])
  })

  it("refuses a public address with a path", () => {
    expect(problemsOf({ CODRAFT_DEMO: "1", CODRAFT_URL: "https://example.org/drafting" })).toHaveLength(1)
    expect(readConfig({ CODRAFT_DEMO: "1", CODRAFT_URL: "https://example.org" }).publicOrigin).toBe(
      "https://example.org",
    )
  })

  it("takes ports from 0 to 65535", () => {
    expect(readConfig({ CODRAFT_DEMO: "1", PORT: "0" }).port).toBe(0)
    expect(problemsOf({ CODRAFT_DEMO: "1", PORT: "65536" })).toHaveLength(1)
    expect(problemsOf({ CODRAFT_DEMO: "1", PORT: "-1" })).toHaveLength(1)
  })
})
