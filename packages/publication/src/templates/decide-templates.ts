import { can } from "../can.ts"
import type { CommandOf } from "../commands.ts"
import type { Actor, Ruling } from "../decision.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { type Shape, shapeFrom } from "./shape.ts"
import { type Template, type TemplateId, TemplateIdSchema, templatesMax } from "./template.ts"

export function decideTemplate(state: Publication, command: CommandOf<"setTemplate">, actor: Actor): Ruling {
  const permission = can(state, actor.personId, "setTemplate")
  if (!permission.allowed) return permission.refusal
  const { templateId, name, parts } = command
  const before = templateId === null ? undefined : state.templates[templateId]
  if (templateId !== null && before === undefined) return refusalOf("no-such-template")
  const others = Object.values(state.templates).filter(({ id }) => id !== templateId)
  if (others.some((other) => other.name === name)) return refusalOf("template-name-taken", { what: name })
  if (before === undefined && others.length >= templatesMax) {
    return refusalOf("too-many-templates", { max: templatesMax })
  }
  const template: Template = { id: before?.id ?? newTemplateId(state, actor), name, parts }
  return isSame(before, template) ? [] : [{ type: "templateSet", template }]
}

export function decideTemplateRemoval(state: Publication, command: CommandOf<"removeTemplate">, actor: Actor): Ruling {
  const permission = can(state, actor.personId, "setTemplate")
  if (!permission.allowed) return permission.refusal
  const { templateId } = command
  return state.templates[templateId] === undefined
    ? refusalOf("no-such-template")
    : [{ type: "templateRemoved", templateId }]
}

/** That the text is empty is seen by whoever writes the headings into it: facts do not tell. */
export function decideTemplateUse(state: Publication, command: CommandOf<"useTemplate">, actor: Actor): Ruling {
  const { sectionId, templateId } = command
  const permission = can(state, actor.personId, "changeSubstance", { sectionId, at: actor.at })
  if (!permission.allowed) return permission.refusal
  const section = state.sections[sectionId]
  if (section === undefined) return refusalOf("no-such-section")
  const shaped = shapeOf(state, templateId, section.language, actor)
  return "refusal" in shaped ? shaped.refusal : [{ type: "sectionShaped", sectionId, shape: shaped.shape }]
}

export function shapeOf(
  state: Publication,
  templateId: TemplateId,
  language: string,
  actor: Actor,
): { shape: Shape } | { refusal: Refusal } {
  const template = state.templates[templateId]
  if (template === undefined) return { refusal: refusalOf("no-such-template") }
  return { shape: shapeFrom(template, { language, fallback: state.originalLanguage, newId: () => actor.newId() }) }
}

function newTemplateId(state: Publication, actor: Actor): TemplateId {
  const id = TemplateIdSchema.parse(actor.newId())
  if (state.templates[id] !== undefined) throw new Error(`id ${id} is taken`)
  return id
}

function isSame(a: Template | undefined, b: Template): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
