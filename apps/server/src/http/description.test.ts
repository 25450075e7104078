import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, expect, it } from "vitest"

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

it("describes every route for programs, with its failing answers", async () => {
  const answer = await world.request("/api/openapi.json")
  const description = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> }
  expect(description.openapi).toBe("3.1.0")
  const routes = Object.entries(description.paths).flatMap(([path, methods]) => {
    return Object.keys(methods).map((method) => `${method} ${path}`)
  })
  expect(routes.sort()).toEqual([
    "get /api/build",
    "get /api/demo/people",
    "get /api/files/{sha256}",
    "get /api/me",
    "get /api/publications",
    "get /api/publications/{publicationId}",
    "get /api/publications/{publicationId}/abbreviations",
    "get /api/publications/{publicationId}/changes",
    "get /api/publications/{publicationId}/cover-note",
    "get /api/publications/{publicationId}/coverage",
    "get /api/publications/{publicationId}/coverage/places",
    "get /api/publications/{publicationId}/lengths",
    "get /api/publications/{publicationId}/numbers",
    "get /api/publications/{publicationId}/reading",
    "get /api/publications/{publicationId}/review",
    "get /api/publications/{publicationId}/review/counts",
    "get /api/publications/{publicationId}/review/file",
    "get /api/publications/{publicationId}/review/position",
    "get /api/publications/{publicationId}/search",
    "get /api/publications/{publicationId}/versions",
    "get /api/publications/{publicationId}/versions/{a}/diff/{b}",
    "get /api/publications/{publicationId}/versions/{a}/diff/{b}/redline.docx",
    "get /api/publications/{publicationId}/versions/{number}",
    "get /api/publications/{publicationId}/versions/{number}/images/{sha256}",
    "get /api/publications/{publicationId}/versions/{number}/review",
    "get /api/publications/{publicationId}/versions/{number}/submission",
    "get /api/publications/{publicationId}/versions/{number}/{artefact}",
    "get /api/sections/{sectionId}/authorship",
    "get /api/sections/{sectionId}/changes",
    "get /api/sections/{sectionId}/goals",
    "get /api/sections/{sectionId}/history",
    "get /api/sections/{sectionId}/history/compare",
    "get /api/sections/{sectionId}/history/{position}",
    "get /api/sections/{sectionId}/images/{sha256}",
    "get /api/sections/{sectionId}/review",
    "get /api/sections/{sectionId}/text",
    "get /api/shared/{token}",
    "get /api/shared/{token}/corrections/{correction}",
    "get /api/shared/{token}/corrections/{correction}/images/{sha256}",
    "get /api/shared/{token}/corrections/{correction}/{artefact}",
    "get /api/shared/{token}/images/{sha256}",
    "get /api/shared/{token}/{artefact}",
    "get /api/waiting",
    "post /api/commands",
    "post /api/demo/sign-in",
    "post /api/publications/{publicationId}/review/import-preview",
    "post /api/publications/{publicationId}/versions/preflight",
    "post /api/sections/{sectionId}/images",
    "post /api/sections/{sectionId}/read",
    "post /api/sign-out",
    "post /api/tokens",
  ])
  expect(description.paths["/api/commands"]?.post).toMatchObject({
    requestBody: { required: true },
    responses: { 200: {}, 400: {}, 401: {}, 403: {}, 404: {}, 409: {}, 413: {}, 429: {}, 503: {} },
  })
})
