import { createRoute, z } from "@hono/zod-openapi"
import { SectionIdSchema } from "@codraft/publication"
import { BlobHashSchema, imageBounds, type ImageMediaType, ImageMediaTypeSchema } from "@codraft/publication/images"
import { RateLimit } from "../rate-limit.ts"
import type { SectionImages } from "../sections/section-images.ts"
import { refusedResponse } from "./commands.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"

const UPLOADS_PER_MINUTE = 120
const READS_PER_MINUTE = 2400
/** Each holds a whole image in memory. */
const UPLOADS_AT_ONCE_MAX = 16
const UPLOADS_AT_ONCE_PER_PERSON_MAX = 4
const BUSY_RETRY_SECONDS = 2

/** A drawing opened as a page of its own runs nothing, loads nothing and is nobody's origin. */
export const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

const ENDINGS: Record<ImageMediaType, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/svg+xml": "svg",
}

const AnsweredSchema = z.object({
  sha256: BlobHashSchema,
  mediaType: ImageMediaTypeSchema,
  width: z.number().int().openapi({ description: "In pixels, as it is shown" }),
  height: z.number().int(),
})

/** The images of a section: whoever may write it gives them, whoever may read it gets them. */
export function imageRoutes(deps: { images: SectionImages; now: () => number }): Routes {
  const uploads = new RateLimit({ countPerMinute: UPLOADS_PER_MINUTE, now: deps.now })
  const reads = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const underWay = new Map<string, number>()
  const routes = newRoutes()
  const binary = { schema: z.string().openapi({ format: "binary" }) }
  const anyImage = Object.fromEntries(ImageMediaTypeSchema.options.map((mediaType) => [mediaType, binary]))

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/sections/{sectionId}/images",
      summary: "Give a section an image: the bytes of one file, whatever its name",
      request: {
        params: z.object({ sectionId: SectionIdSchema }),
        body: { required: true, content: { ...anyImage, "application/octet-stream": binary } },
      },
      responses: {
        200: {
          description: "The section has it, now or since before",
          content: { "application/json": { schema: AnsweredSchema } },
        },
        409: refusedResponse,
        ...problemResponses(400, 401, 403, 404, 413, 429, 503),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const { sectionId } = context.req.valid("param")
      const wait = uploads.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const own = underWay.get(session.personId) ?? 0
      const all = [...underWay.values()].reduce((sum, count) => sum + count, 0)
      if (own >= UPLOADS_AT_ONCE_PER_PERSON_MAX || all >= UPLOADS_AT_ONCE_MAX) throw tooMany(BUSY_RETRY_SECONDS)
      underWay.set(session.personId, own + 1)
      try {
        const outcome = await deps.images.store(session, sectionId, await readBody(context.req.raw))
        if (outcome.kind === "unknown") throw notFound()
        if (outcome.kind === "refused") return context.json({ refusal: outcome.refusal }, 409)
        const { blob, mediaType, width, height } = outcome.image
        return context.json({ sha256: blob, mediaType, width, height }, 200)
      } finally {
        const left = (underWay.get(session.personId) ?? 1) - 1
        if (left > 0) underWay.set(session.personId, left)
        else underWay.delete(session.personId)
      }
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/images/{sha256}",
      summary: "The bytes of an image that a section has",
      request: { params: z.object({ sectionId: SectionIdSchema, sha256: BlobHashSchema }) },
      responses: {
        200: { description: "The bytes, which never change", content: anyImage },
        304: { description: "The caller has them" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = reads.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { sectionId, sha256 } = context.req.valid("param")
      const image = deps.images.find(session, sectionId, sha256)
      if (image === null) throw notFound()
      const headers = {
        ETag: `"${sha256}"`,
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Type": image.mediaType,
        "Content-Disposition": `inline; filename="${sha256.slice(0, 12)}.${ENDINGS[image.mediaType]}"`,
        "Content-Security-Policy": IMAGE_POLICY,
      }
      if (context.req.header("If-None-Match")?.replace(/^W\//, "") === headers.ETag) {
        return new Response(null, { status: 304, headers })
      }
      const bytes = await deps.images.bytes(image)
      if (bytes === null) throw notFound()
      return new Response(new Uint8Array(bytes), { headers })
    },
  )

  return routes
}

/** The whole body, as long as it is an image's at most; what comes beyond is not kept. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("Content-Length") ?? 0) > imageBounds.bytesMax) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || value === undefined) break
    bytes += value.byteLength
    if (bytes > imageBounds.bytesMax) {
      await reader?.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

function tooLarge(): Problem {
  return new Problem(413, "too-large", `An image holds at most ${imageBounds.megabytesMax} MB.`)
}
