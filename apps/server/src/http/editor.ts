import { randomBytes } from "node:crypto"
import { Hono } from "hono"
import { accepts } from "hono/accepts"
import type { EditorFiles, Encoding } from "../editor-files.ts"
import type { Origins } from "../origins.ts"
import type { Sessions } from "../sessions.ts"
import type { HttpContext, HttpEnv } from "./env.ts"
import { knowCaller } from "./guard.ts"
import { notFound, Problem } from "./problem.ts"
import { pagePolicy } from "./security-headers.ts"

/** The browser application: its files, and its page for every other path, since it has routes of its own. */
export function editorRoutes(deps: { files: EditorFiles; sessions: Sessions; origins: Origins }): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get("*", async (context, next) => {
      const file = deps.files.file(context.req.path)
      if (file) return answerFile(context, file)
      // A missing hashed file belongs to another build: a page in its place would only confuse the browser.
      if (context.req.path.startsWith(HASHED)) throw notFound()
      return next()
    })
    .get("*", knowCaller(deps.sessions), (context) => {
      const nonce = randomBytes(16).toString("base64")
      // What only the signed in may ask for would be an error on the sign-in page.
      const page = deps.files.page(nonce, { path: context.req.path, isSignedIn: context.get("session") !== null })
      if (page === null) throw new Problem(503, "editor-not-built", "The browser application has not been built.")
      context.header("Content-Security-Policy", pagePolicy(nonce, deps.origins.socketSources))
      context.header("Cache-Control", "no-store")
      return context.html(page)
    })
}

/** Files here carry a hash of their content in their names. */
const HASHED = "/assets/"

async function answerFile(context: HttpContext, file: NonNullable<ReturnType<EditorFiles["file"]>>): Promise<Response> {
  const isHashed = context.req.path.startsWith(HASHED)
  context.header("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache")
  context.header("ETag", file.etag)
  context.header("Vary", "Accept-Encoding")
  if (context.req.header("If-None-Match") === file.etag) return context.body(null, 304)
  context.header("Content-Type", file.type)
  const encoding = chosenEncoding(context)
  const compressed = encoding && (await file.compressed(encoding))
  if (encoding && compressed) context.header("Content-Encoding", encoding)
  return context.body(compressed || file.bytes)
}

function chosenEncoding(context: HttpContext): Encoding | null {
  const chosen = accepts(context, {
    header: "Accept-Encoding",
    supports: ["br", "gzip"],
    default: "identity",
    // Browsers name them all alike and in any order: the smaller one first, then.
    match: (accepted, { supports, default: none }) =>
      supports.find((encoding) => accepted.some(({ type, q }) => type === encoding && q > 0)) ?? none,
  })
  return chosen === "br" || chosen === "gzip" ? chosen : null
}
