import { PublicationIdSchema, streams } from "@codraft/publication"
import { expect, it } from "vitest"
import { decodeFact, encodeFact } from "./facts.ts"

const stream = streams.publication(PublicationIdSchema.parse("pub-2016"))
const sealed = (reason: string) => ({
  type: "versionSealed" as const,
  number: 1,
  manifestSha256: "ab".repeat(32) as never,
  jws: "h..s",
  key: { kid: "k", x: "x" },
  files: [],
  failed: [{ name: "publication.pdf", reason }],
})

it("keeps what can be read again, and refuses what could not", () => {
  const event = sealed("No image can be read.")
  const entry = encodeFact(7, "system", event)
  expect(decodeFact(stream, { ...entry, position: 1 })).toMatchObject({ at: 7, author: "system", event })
  expect(() => encodeFact(7, "system", sealed("x".repeat(2001)))).toThrow("does not have its own shape")
})
