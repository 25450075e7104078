import { describe, expect, it } from "vitest"
import type { PersonId, SectionId } from "../ids.ts"
import { ReviewWorld } from "../testing/review-world.ts"
import { canReadRegister, commentsForRegister, isPublic } from "./register-files.ts"

const world = ReviewWorld.sample()
world.comments("p-gha-1", null, "general", { audience: "section" })
world.comments("p-ngo-1", "s02", "for-all", { audience: "section" })
world.comments("p-gha-1", "s02", "among-ghana", { audience: "delegation" })
world.comments("p-gha-1", "s02", "to-the-house", { audience: "secretariat" })
world.comments("p-ngo-1", "s04", "observers-do-not-see-s04", { audience: "section" })
world.comments("p-ngo-1", "s03", "left-out", { audience: "section" })

const found = (...sections: string[]) =>
  [...commentsForRegister(world.state, world.threads, sections as SectionId[])].flatMap(([section, threads]) =>
    threads.map(({ id }) => [section, id]),
  )

describe("the register that goes with a version", () => {
  it("holds what everybody reads who takes part, on sections that are in, and nothing else", () => {
    expect(found("s02", "s04")).toEqual([
      [null, "general"],
      ["s02", "for-all"],
    ])
  })

  it("is no part of what goes out, and not for those who see no draft", () => {
    const names = ["publication.pdf", "cover-note.pdf", "codraft.zip", "register.docx", "register.xlsx"]
    expect(names.filter((name) => isPublic({ name }))).toEqual(["publication.pdf", "cover-note.pdf", "codraft.zip"])
    expect(canReadRegister(world.state, "p-gha-1" as PersonId)).toBe(true)
    expect(canReadRegister(world.state, "p-gsu-1" as PersonId)).toBe(false)
    expect(canReadRegister(world.state, "p-nobody" as PersonId)).toBe(false)
  })
})
