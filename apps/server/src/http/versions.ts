import { createRoute, z } from "@hono/zod-openapi"
import { FreezeCommandSchema, PublicationIdSchema, VersionSchema } from "@codraft/publication"
import { BlobHashSchema } from "@codraft/publication/images"
import { ManifestSchema } from "@codraft/publish/manifest"
import { RateLimit } from "../rate-limit.ts"
import type { PublicationVersions } from "../versions/publication-versions.ts"
import { refusedResponse } from "./commands.ts"
import { IMAGE_POLICY } from "./images.ts"
import { newRoutes, remoteAddress, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 240
/** Each reads every text of the publication. */
const PREFLIGHTS_PER_MINUTE = 20
const FILES_ASKED_PER_MINUTE = 60
/** A page of a version asks for all of them. */
const IMAGES_PER_MINUTE = 2400

const params = z.object({ publicationId: PublicationIdSchema })
const versionParams = params.extend({ number: z.coerce.number().int().min(1).max(100_000) })

const FindingSchema = z.object({
  check: z.string(),
  level: z.enum(["blocker", "warning", "exempt"]),
  isFinal: z.boolean().openapi({ description: "No reason lets it pass" }),
  section: z.object({ id: z.string(), number: z.string(), title: z.string() }).optional(),
  block: z.string().optional(),
  count: z.number().int(),
  what: z.string().optional(),
  offered: z.string().optional(),
  key: z.string().optional().openapi({ description: "By which an editor may exempt this one point" }),
  exemption: z.enum(["quotation", "title", "editor"]).optional(),
  reason: z.string().optional(),
})

const ShownVersionSchema = VersionSchema.extend({
  mayOpen: z.boolean().openapi({ description: "Whether its text and files are there for the caller" }),
})
const RecordSchema = z.object({
  findings: z.array(FindingSchema),
  overrides: z.array(z.object({ check: z.string(), reason: z.string() })),
})
const OpenedSchema = z.object({
  version: VersionSchema,
  manifest: ManifestSchema.nullable().openapi({ description: "Null until the files are made" }),
  record: RecordSchema.nullable().openapi({ description: "How it was frozen; for the secretariat" }),
})

/** What was frozen: the list, one version, and its files as they are. Nothing here changes anything. */
export function versionRoutes({ versions, now }: { versions: PublicationVersions; now: () => number }): Routes {
  const reads = new RateLimit({ countPerMinute: READS_PER_MINUTE, now })
  const preflights = new RateLimit({ countPerMinute: PREFLIGHTS_PER_MINUTE, now })
  const images = new RateLimit({ countPerMinute: IMAGES_PER_MINUTE, now })
  const askedFiles = new RateLimit({ countPerMinute: FILES_ASKED_PER_MINUTE, now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions",
      summary: "What was frozen, newest first",
      request: { params },
      responses: {
        200: {
          description: "The versions",
          content: { "application/json": { schema: z.object({ versions: z.array(ShownVersionSchema) }) } },
        },
        ...problemResponses(401, 404, 429),
      },
    }),
    (context) => {
      const session = requireSession(context)
      take(reads, session.personId)
      const list = versions.list(session, context.req.valid("param").publicationId)
      if (list === null) throw notFound()
      return context.json({ versions: list }, 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/publications/{publicationId}/versions/preflight",
      summary: "What stands in the way of a freeze now; nothing is frozen",
      request: {
        params,
        body: {
          required: true,
          content: { "application/json": { schema: FreezeCommandSchema.omit({ type: true, publicationId: true }) } },
        },
      },
      responses: {
        200: {
          description: "The pre-flight list of the version that would be frozen",
          content: {
            "application/json": { schema: z.object({ number: z.number().int(), findings: z.array(FindingSchema) }) },
          },
        },
        409: refusedResponse,
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(preflights, session.personId)
      const { publicationId } = context.req.valid("param")
      const command = { ...context.req.valid("json"), type: "freezeVersion" as const, publicationId }
      const answer = await versions.preflight(session, command)
      if (answer === null) throw notFound()
      if ("refusal" in answer) return context.json({ refusal: answer.refusal }, 409)
      return context.json({ number: answer.number, findings: [...answer.findings] }, 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{number}",
      summary: "One version, with its manifest",
      request: { params: versionParams },
      responses: {
        200: { description: "The version", content: { "application/json": { schema: OpenedSchema } } },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(reads, session.personId)
      const { publicationId, number } = context.req.valid("param")
      const opened = await versions.open(session, publicationId, number)
      if (opened === null) throw notFound()
      return context.json(opened as z.infer<typeof OpenedSchema>, 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{number}/{artefact}",
      summary: "A file of a version: codraft.zip, publication.json and the others that its seal lists, manifest.json",
      request: { params: versionParams.extend({ artefact: z.string().max(100) }) },
      responses: {
        200: {
          description: "The bytes, for ever the same; the ETag is their SHA-256",
          content: { "application/octet-stream": { schema: z.string() } },
        },
        304: { description: "The caller has it" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(reads, session.personId)
      const { publicationId, number, artefact } = context.req.valid("param")
      const file = await versions.file(session, publicationId, number, artefact)
      if (file === null) throw notFound()
      const headers = {
        ETag: `"${file.sha256}"`,
        // Who may read it can change; what it is cannot.
        "Cache-Control": "private, no-cache",
        "Content-Type": file.mediaType,
        "Content-Disposition": `attachment; filename="${artefact}"`,
      }
      if (context.req.header("If-None-Match")?.replace(/^W\//, "") === headers.ETag)
        return new Response(null, { status: 304, headers })
      return new Response(file.bytes, { headers })
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{number}/images/{sha256}",
      summary: "The bytes of an image in a text of a version, once its files are made",
      request: { params: versionParams.extend({ sha256: BlobHashSchema }) },
      responses: {
        200: {
          description: "The bytes, which never change",
          content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
        },
        304: { description: "The caller has them" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(images, session.personId)
      const { publicationId, number, sha256 } = context.req.valid("param")
      const image = await versions.image(session, publicationId, number, sha256)
      if (image === null) throw notFound()
      const headers = {
        ETag: `"${sha256}"`,
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Type": image.mediaType,
        "Content-Security-Policy": IMAGE_POLICY,
      }
      if (context.req.header("If-None-Match")?.replace(/^W\//, "") === headers.ETag)
        return new Response(null, { status: 304, headers })
      return new Response(image.bytes, { headers })
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/files/{sha256}",
      summary: "Of which version a file is, for whoever has it; nobody need be signed in",
      request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
      responses: {
        200: {
          description: "The version that the file is of",
          content: {
            "application/json": {
              schema: z.object({
                publication: z.object({ title: z.string() }),
                version: VersionSchema.pick({ number: true, kind: true, symbol: true, title: true, frozenAt: true }),
                name: z.string(),
              }),
            },
          },
        },
        ...problemResponses(404, 429),
      },
    }),
    (context) => {
      take(askedFiles, remoteAddress(context))
      const file = versions.fileOf(context.req.valid("param").sha256)
      if (file === null) throw notFound()
      return context.json(file, 200)
    },
  )

  /** RFC 8615, RFC 7517. */
  routes.get("/.well-known/jwks.json", (context) =>
    context.json({ keys: versions.keys() }, 200, {
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    }),
  )

  return routes
}

function take(limit: RateLimit, who: string): void {
  const wait = limit.take(who)
  if (wait > 0) throw tooMany(wait)
}
