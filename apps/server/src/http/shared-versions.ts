import { createRoute, z } from "@hono/zod-openapi"
import { VersionSchema } from "@codraft/publication"
import { ManifestSchema } from "@codraft/publish/manifest"
import { RateLimit } from "../rate-limit.ts"
import type { SharedVersions } from "../versions/shared-versions.ts"
import type { FoundFile } from "../versions/version-files.ts"
import { type HttpContext, newRoutes, remoteAddress, type Routes } from "./env.ts"
import { IMAGE_POLICY } from "./images.ts"
import { Problem, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 240
/** A page of a version asks for all of them. */
const IMAGES_PER_MINUTE = 2400

/** Whatever is no token answers as one that leads nowhere. */
const params = z.object({ token: z.string().max(200) })
const correctionParams = params.extend({ correction: z.string().max(20) })
type Asked = z.infer<typeof params> | z.infer<typeof correctionParams>

/** The version of a link, and under its number what corrects that: read in the same ways. */
const ways = [
  { path: "/api/shared/{token}", of: params, summary: "The version that a link leads to" },
  {
    path: "/api/shared/{token}/corrections/{correction}",
    of: correctionParams,
    summary: "A correction of the version that a link leads to",
  },
]

/** What is no number is that of no version. */
function askedIn(asked: Asked): { token: string; correction?: number } {
  const { token } = asked
  return "correction" in asked ? { token, correction: Number(asked.correction) } : { token }
}

const bytesOf = { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } }

const NamedSchema = VersionSchema.pick({ number: true, kind: true, symbol: true, title: true, frozenAt: true })
const SharedSchema = z.object({
  publication: z.object({ title: z.string(), language: z.string(), timeZone: z.string() }),
  version: VersionSchema.pick({
    number: true,
    kind: true,
    symbol: true,
    title: true,
    note: true,
    frozenAt: true,
    contentSha256: true,
  }).extend({
    frozenBy: ManifestSchema.shape.version.shape.frozenBy.nullable().openapi({ description: "As it was signed" }),
    manifestSha256: z.string().nullable().openapi({ description: "Of `manifest.json`; null until it is signed" }),
  }),
  files: ManifestSchema.shape.files.nullable().openapi({ description: "Null until they are made" }),
  corrections: z.array(NamedSchema).openapi({ description: "Later versions that correct it" }),
  leadsOn: z.boolean().openapi({ description: "Whether the link leads to those as well" }),
  corrects: NamedSchema.nullable().openapi({ description: "The version of the link, of a correction" }),
  expiresAt: z.number().int(),
})

/** One version, for whoever has a link to it: nobody need be signed in. Nothing here is kept by browsers or told to other pages. */
export function sharedVersionRoutes({ shared, now }: { shared: SharedVersions; now: () => number }): Routes {
  const reads = new RateLimit({ countPerMinute: READS_PER_MINUTE, now })
  const images = new RateLimit({ countPerMinute: IMAGES_PER_MINUTE, now })
  const routes = newRoutes()

  for (const { path, of, summary } of ways) {
    routes.openapi(
      createRoute({
        method: "get",
        path,
        summary,
        request: { params: of },
        responses: {
          200: { description: "The version", content: { "application/json": { schema: SharedSchema } } },
          ...problemResponses(404, 429),
        },
      }),
      async (context) => {
        take(reads, context)
        const version = await shared.open(askedIn(context.req.valid("param")))
        if (version === null) throw linkGone()
        return context.json(version as z.infer<typeof SharedSchema>, 200, PRIVATE)
      },
    )

    routes.openapi(
      createRoute({
        method: "get",
        path: `${path}/{artefact}`,
        summary: `${summary}: a file of it, which is codraft.zip, manifest.json or one that the manifest lists`,
        request: { params: of.extend({ artefact: z.string().max(100) }) },
        responses: { 200: { description: "The bytes", content: bytesOf }, ...problemResponses(404, 429) },
      }),
      async (context) => {
        take(reads, context)
        const { artefact, ...asked } = context.req.valid("param")
        const file = found(await shared.file(askedIn(asked), artefact))
        return new Response(file.bytes, {
          headers: {
            ...PRIVATE,
            "Content-Type": file.mediaType,
            "Content-Disposition": `attachment; filename="${artefact}"`,
          },
        })
      },
    )

    routes.openapi(
      createRoute({
        method: "get",
        path: `${path}/images/{sha256}`,
        summary: `${summary}: the bytes of an image in a text of it`,
        request: { params: of.extend({ sha256: z.string().max(200) }) },
        responses: { 200: { description: "The bytes", content: bytesOf }, ...problemResponses(404, 429) },
      }),
      async (context) => {
        take(images, context)
        const { sha256, ...asked } = context.req.valid("param")
        const image = found(await shared.image(askedIn(asked), sha256))
        return new Response(image.bytes, {
          headers: { ...PRIVATE, "Content-Type": image.mediaType, "Content-Security-Policy": IMAGE_POLICY },
        })
      },
    )
  }

  return routes
}

/** The address alone opens the version, so no browser or proxy keeps what it answers. */
const PRIVATE = { "Cache-Control": "private, no-store" }

/** The same for a link that never was, one that has ended, one that was revoked, and for what is not of its version. */
function linkGone(): Problem {
  return new Problem(404, "link-gone", "This link is not valid any more. Ask whoever sent it for a new one.")
}

function found(file: FoundFile | null): FoundFile {
  if (file === null) throw linkGone()
  return file
}

function take(limit: RateLimit, context: HttpContext): void {
  const wait = limit.take(remoteAddress(context))
  if (wait > 0) throw tooMany(wait)
}
