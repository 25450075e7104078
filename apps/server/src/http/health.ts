import { Hono } from "hono"
import type { Diagnostics } from "../diagnostics.ts"
import type { Metrics } from "../metrics.ts"
import type { HttpEnv } from "./env.ts"

/** For the machines that watch over this one. */
export function healthRoutes(deps: {
  metrics: Metrics
  diagnostics: Diagnostics
  /** One plain sentence for each thing that stands in the way of serving. */
  problems: () => Promise<string[]>
}): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get("/healthz", (context) => context.json({ alive: true }))
    .get("/readyz", async (context) => {
      const problems = await deps.problems()
      if (problems.length > 0) deps.diagnostics.notReady({ problems })
      return context.json({ ready: problems.length === 0, problems }, problems.length === 0 ? 200 : 503)
    })
    .get("/metrics", async (context) => {
      const { contentType, body } = await deps.metrics.text()
      return context.body(body, 200, { "Content-Type": contentType })
    })
}
