import { createHash } from "node:crypto"
import type { HttpContext } from "./env.ts"

/** A JSON answer with an ETag, or 304 without a body to somebody who has it already. */
export function answerIfChanged(
  context: HttpContext,
  answer: unknown,
  type = "application/json; charset=UTF-8",
): Response {
  const body = JSON.stringify(answer)
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
  const headers = {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    "Content-Type": type,
  }
  // Compressed on the way, it comes back as a weak one.
  return context.req.header("If-None-Match")?.replace(/^W\//, "") === etag
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers })
}
