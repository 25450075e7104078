import { describe, expect, it } from "vitest"
import type { CommandInput } from "../commands.ts"
import { nationalTemplate } from "../sample/national-template.ts"
import { World } from "../testing/world.ts"
import { shapeFrom } from "./shape.ts"
import { inLanguage, partsMax, type Template, type TemplateId, TemplatePartsSchema, templatesMax } from "./template.ts"

const templateId = nationalTemplate.id
const part = { ...nationalTemplate.parts[0], id: "one", heading: { en: "One" } } as Template["parts"][number]
type SetTemplate = Omit<Extract<CommandInput, { type: "setTemplate" }>, "publicationId">
const newText = {
  type: "addSection",
  parentId: "s07",
  title: "Ghana, second text",
  textClass: "national",
  ownerOrg: "gha",
  leadPerson: "p-gha-1",
  language: "fr",
} as const

const counter = () => {
  let next = 0
  return () => `block-${(next += 1)}`
}

describe("the templates of a publication", () => {
  it("are set, changed and removed by a series editor, and by nobody else", () => {
    const world = World.sample()
    const set = { type: "setTemplate", templateId: null, name: "Good practice", parts: [part] } satisfies SetTemplate
    expect(world.does("p-gha-1", set)).toBe("templates-by-editors")
    expect(world.does("p-iom-4", set)).toBe("templates-by-editors")
    expect(world.does("p-iom-1", set)).toBe("done")
    const made = Object.values(world.state.templates).find(({ name }) => name === "Good practice")
    expect(made?.parts).toEqual([part])
    const id = made?.id as TemplateId
    expect(world.does("p-iom-1", { ...set, templateId: id })).toBe("nothing to do")
    expect(world.does("p-iom-1", { ...set, templateId: id, name: "Practice" })).toBe("done")
    expect(world.does("p-iom-4", { type: "removeTemplate", templateId: id })).toBe("templates-by-editors")
    expect(world.does("p-iom-1", { type: "removeTemplate", templateId: id })).toBe("done")
    expect(world.does("p-iom-1", { type: "removeTemplate", templateId: id })).toBe("no-such-template")
    expect(world.does("p-iom-1", { ...set, templateId: id })).toBe("no-such-template")
  })

  it("have names of their own and are so many at most", () => {
    const world = World.sample()
    const set = (name: string) => world.does("p-iom-1", { type: "setTemplate", templateId: null, name, parts: [part] })
    expect(set(nationalTemplate.name)).toBe("template-name-taken")
    const answers = Array.from({ length: templatesMax }, (_, n) => set(`Template ${n}`))
    expect(answers.filter((answer) => answer === "done")).toHaveLength(templatesMax - 1)
    expect(answers.at(-1)).toBe("too-many-templates")
  })

  it("have a part at least, each with an id and a heading of its own, and not more than a screen lists", () => {
    const parses = (parts: unknown) => TemplatePartsSchema.safeParse(parts).success
    expect(parses([part])).toBe(true)
    expect(parses([])).toBe(false)
    expect(parses([part, part])).toBe(false)
    expect(parses([{ ...part, heading: {} }])).toBe(false)
    expect(parses([{ ...part, heading: { en: "two\nlines" } }])).toBe(false)
    expect(parses(Array.from({ length: partsMax + 1 }, (_, n) => ({ ...part, id: `p${n}` })))).toBe(false)
  })
})

describe("the shape of a section", () => {
  it("has the headings in the section's language, else in the publication's, else in any", () => {
    const template: Template = {
      id: templateId,
      name: "Three",
      parts: [
        { ...part, id: "a", heading: { en: "Baseline", ar: "خط الأساس" } },
        { ...part, id: "b", heading: { en: "Measures", fr: "Mesures" } },
        { ...part, id: "c", heading: { fr: "Défis" }, help: {} },
      ],
    }
    const shape = shapeFrom(template, { language: "ar", fallback: "en", newId: counter() })
    expect(shape.parts.map(({ heading, language }) => [heading, language])).toEqual([
      ["خط الأساس", "ar"],
      ["Measures", "en"],
      ["Défis", "fr"],
    ])
    expect(shape.parts.map(({ blockId }) => blockId)).toEqual(["block-1", "block-2", "block-3"])
    expect(shape.parts[2]?.help).toBe("")
    expect(inLanguage({ pt: "Um", en: "One" }, "pt-BR", "en")).toEqual({ text: "Um", language: "pt" })
  })

  it("does not mark a heading as of another language where only the country differs", () => {
    const shape = shapeFrom(nationalTemplate, { language: "fr-CA", fallback: "en", newId: counter() })
    expect(shape.parts[0]).toMatchObject({ heading: "Stratégies, politiques et mesures", language: "fr-CA" })
  })

  it("comes with a section that is added from a template", () => {
    const world = World.sample()
    expect(world.does("p-iom-1", { ...newText, templateId: "no-such" })).toBe("no-such-template")
    const before = new Set(Object.keys(world.state.sections))
    expect(world.does("p-iom-1", { ...newText, templateId })).toBe("done")
    const added = Object.values(world.state.sections).find(({ id }) => !before.has(id))
    expect(added?.shape?.parts.map(({ heading }) => heading)).toEqual(
      nationalTemplate.parts.map(({ heading }) => heading["fr"]),
    )
    expect(new Set(added?.shape?.parts.map(({ blockId }) => blockId)).size).toBe(5)
  })

  it("is given to an existing section by those who may change its substance", () => {
    const world = World.sample()
    const use = { type: "useTemplate", sectionId: "s07-can", templateId } as const
    expect(world.does("p-gha-1", use)).toBe("no-such-section")
    expect(world.does("p-iom-1", use)).toBe("no-such-section")
    expect(world.does("p-can-2", use)).toBe("done")
    expect(world.section("s07-can").shape?.templateId).toBe(templateId)
    expect(world.does("p-gha-1", { ...use, sectionId: "s07-gha" })).toBe("closed")
    expect(world.does("p-can-2", { ...use, templateId: "other" })).toBe("no-such-template")
  })

  it("stays as it is when its template changes or goes", () => {
    const world = World.sample()
    world.does("p-can-2", { type: "useTemplate", sectionId: "s07-can", templateId })
    const { shape } = world.section("s07-can")
    world.does("p-iom-1", { type: "setTemplate", templateId, name: "National text", parts: [part] })
    world.does("p-iom-1", { type: "removeTemplate", templateId })
    expect(world.section("s07-can").shape).toEqual(shape)
  })
})

describe("the limit of a section", () => {
  const limit = { count: 1500, unit: "words" } as const

  it("is set and taken away by its lead or an editor", () => {
    const world = World.sample()
    const set = { type: "setSectionLimit", sectionId: "s02", limit } as const
    expect(world.does("p-gha-1", set)).toBe("not-your-part")
    expect(world.does("p-iom-1", set)).toBe("done")
    expect(world.section("s02").limit).toEqual(limit)
    expect(world.does("p-iom-2", set)).toBe("nothing to do")
    expect(world.does("p-iom-2", { ...set, limit: { count: 3, unit: "pages" } })).toBe("done")
    expect(world.does("p-iom-2", { ...set, limit: null })).toBe("done")
    expect(world.does("p-iom-2", { ...set, limit: null })).toBe("nothing to do")
  })

  it("of a State's text is set by its own people, and by the secretariat once it is there for it", () => {
    const world = World.sample()
    const set = (who: string, sectionId: string) =>
      world.does(who, { type: "setSectionLimit", sectionId, limit } as never)
    expect(set("p-iom-1", "s07-can")).toBe("no-such-section")
    expect(set("p-can-1", "s07-can")).toBe("done")
    expect(set("p-gha-1", "s07-phl")).toBe("national-text")
    expect(set("p-iom-1", "s07-phl")).toBe("done")
  })
})
