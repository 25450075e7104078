import { apply } from "../apply.ts"
import { can, type Permission } from "../can.ts"
import { type Command, type CommandInput, CommandSchema, type StoreImage } from "../commands.ts"
import { decide } from "../decide.ts"
import type { Decision } from "../decision.ts"
import type { PublicationEvent, Recorded } from "../events.ts"
import type { PersonId, PublicationId, SectionId } from "../ids.ts"
import { emptyPublication, type Publication } from "../publication.ts"
import type { Action } from "../rights.ts"
import { sampleEvents } from "../sample/index.ts"
import type { Section } from "../section.ts"
import { streams, type StreamName } from "../streams.ts"
import { visibleTo } from "../visibility.ts"

export const publicationId = "pub-2016" as PublicationId

/** 20 November 2016, 09:00 in Zurich. */
export const now = Date.UTC(2016, 10, 20, 8)
export const dayMs = 24 * 60 * 60 * 1000
export const soon = { at: now + 3 * dayMs, zone: "Europe/Zurich" }

type WithoutPublication<T> = T extends unknown ? Omit<T, "publicationId"> : never

/** A publication and its log: what a server has, without the server. Every state is frozen, so that a write shows. */
export class World {
  state: Publication = deepFreeze(emptyPublication(publicationId))
  readonly log: Recorded[] = []
  at = now
  #ids = 0

  /** The sample publication, seeded now. */
  static sample(): World {
    const world = new World()
    world.state = sample.state
    world.log.push(...sample.log)
    return world
  }

  static replay(events: ReturnType<typeof sampleEvents>): World {
    const world = new World()
    for (const { stream, at, author, event } of events) world.append(stream, event, author, at)
    return world
  }

  append(stream: StreamName, event: PublicationEvent, author: Recorded["author"] = "system", at = this.at): void {
    const position = this.log.filter((recorded) => recorded.stream === stream).length + 1
    const recorded = { stream, position, at, author, event }
    this.log.push(recorded)
    this.state = deepFreeze(apply(this.state, recorded))
  }

  decide(personId: string, command: Command | StoreImage): Decision {
    const newId = () => `new-${String((this.#ids += 1)).padStart(4, "0")}`
    return decide(this.state, command, { personId: personId as PersonId, at: this.at, newId })
  }

  /** Lets the person do it; answers "done", "nothing to do" or the code of the refusal. */
  does(personId: string, input: WithoutPublication<CommandInput>): string {
    const decision = this.decide(personId, CommandSchema.parse({ publicationId, ...input }))
    if ("refusal" in decision) return decision.refusal.code
    for (const { stream, event } of decision.events) this.append(stream, event, personId as PersonId)
    return decision.events.length === 0 ? "nothing to do" : "done"
  }

  /** Puts a section into a condition that no command is needed for. */
  with(sectionId: string, change: Partial<Section>): this {
    const id = sectionId as SectionId
    const section = { ...this.section(sectionId), ...change }
    this.state = deepFreeze({ ...this.state, sections: { ...this.state.sections, [id]: section } })
    return this
  }

  can(personId: string, action: Action, sectionId?: string): Permission {
    const on = { at: this.at, ...(sectionId === undefined ? {} : { sectionId: sectionId as SectionId }) }
    return can(this.state, personId as PersonId, action, on)
  }

  /** "yes", or the sentence that says why not. */
  asks(personId: string, action: Action, sectionId?: string): string {
    const permission = this.can(personId, action, sectionId)
    return permission.allowed ? "yes" : permission.refusal.message
  }

  sees(personId: string): Publication {
    return visibleTo(this.state, personId as PersonId)
  }

  section(sectionId: string): Section {
    const section = this.state.sections[sectionId as SectionId]
    if (section === undefined) throw new Error(`no section ${sectionId}`)
    return section
  }

  /** Every stream that exists or could. */
  streams(): StreamName[] {
    const { organizations, members, sections } = this.state
    const sectionIds = Object.keys(sections) as SectionId[]
    return [
      streams.publication(this.state.id),
      streams.review(this.state.id),
      ...Object.values(organizations).flatMap(({ id }) => [
        streams.shared(this.state.id, id),
        streams.delegation(this.state.id, id),
      ]),
      ...Object.values(members).map(({ personId }) => streams.person(personId)),
      ...sectionIds.flatMap((id) => [streams.section(id), streams.text(id), streams.review(id)]),
    ]
  }
}

export function fold(events: readonly Recorded[]): Publication {
  return events.reduce((state, recorded) => apply(state, recorded), emptyPublication(publicationId))
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}

const sample = World.replay(sampleEvents(now))
