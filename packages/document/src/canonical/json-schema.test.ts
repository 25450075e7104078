import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import * as z from "zod"
import { CanonicalContentSchema } from "./schema.ts"

const file = fileURLToPath(new URL("../../section.schema.json", import.meta.url))

/** `UPDATE_SCHEMA=1 npx vitest run src/canonical/json-schema.test.ts` writes the file anew. */
it("is published as a JSON Schema for other programs", () => {
  const schema: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(CanonicalContentSchema)))
  if (process.env["UPDATE_SCHEMA"] === "1") writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`)
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(schema)
})
