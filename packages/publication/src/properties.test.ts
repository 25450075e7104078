import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { can } from "./can.ts"
import { type CommandInput, CommandSchema } from "./commands.ts"
import { decide } from "./decide.ts"
import { PublicationEventSchema, type Recorded } from "./events.ts"
import { LinkIdSchema, type PersonId, type SectionId } from "./ids.ts"
import { BlobHashSchema } from "./images/index.ts"
import { flatOutline, outline } from "./outline.ts"
import { type Publication, PublicationStateSchema, RoleSchema } from "./publication.ts"
import { sectionActions, type RuledAction, type SectionAction } from "./rights.ts"
import { nationalTemplate } from "./sample/national-template.ts"
import { samplePublication } from "./sample/index.ts"
import { AudienceSchema, isWiderAudience, type SectionState, SectionStateSchema, TextClassSchema } from "./section.ts"
import { type StreamName, streams } from "./streams.ts"
import { dayMs, fold, now, publicationId, soon, World } from "./testing/world.ts"
import { canJoin, visibleTo } from "./visibility.ts"

const newPeople = ["p-swe-3", "p-gha-3", "p-desa-3", "p-ngo-3"]
const everybody = [...samplePublication.people.map(({ id }) => id as string), ...newPeople]
const organizations = samplePublication.organizations.map(({ id }) => id as string)
const sampleSectionIds = samplePublication.sections.map(({ id }) => id as string)
const addedSectionIds = ["new-0001", "new-0002", "new-0003", "new-0004"]

/** Mostly those who are likely to be allowed, or chance would have nearly everything refused. */
const actor = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("an editor", "the lead", "the focal point") },
  { weight: 1, arbitrary: fc.constantFrom(...everybody, "p-nobody") },
)

function personFor(who: string, input: CommandInput, { sections, members }: Publication): PersonId {
  const section = "sectionId" in input ? sections[input.sectionId as SectionId] : undefined
  const orgId = input.type === "setMember" ? input.orgId : section?.ownerOrg
  const people = Object.values(members)
  const editor = people.find(({ role }) => role === "series-editor")?.personId ?? ("p-nobody" as PersonId)
  if (who === "an editor") return editor
  if (who === "the lead") return section?.leadPerson ?? editor
  if (who === "the focal point") {
    return people.find((member) => member.role === "focal-point" && member.orgId === orgId)?.personId ?? editor
  }
  return who as PersonId
}

const person = fc.constantFrom(...everybody)
const orgId = fc.constantFrom(...organizations)
const templateId = fc.constantFrom(nationalTemplate.id as string, "new-0001", "no-template")
const sectionId = fc.constantFrom(...sampleSectionIds, ...addedSectionIds, "s99")
const place = fc.oneof(
  fc.record({ parentId: fc.constant(null), before: fc.constantFrom(null, ...sampleSectionIds) }),
  fc.record({
    parentId: fc.constant("s07"),
    before: fc.constantFrom(null, "s07-can", "s07-cri", "s07-gha", ...addedSectionIds),
  }),
  fc.record({ parentId: sectionId, before: fc.oneof(fc.constant(null), sectionId) }),
)
/** Words that are found again wherever they have got to. */
const secretWords = fc.nat(9999).map((n) => `words ${String(n).padStart(4, "0")}!`)
const linkIds = ["l1", "l2", "l3"]
const until = fc.constantFrom(null, soon, { at: now - dayMs, zone: "Asia/Dhaka" })
const audience = fc.constantFrom(...AudienceSchema.options)

const ofOrganization = (org: string) =>
  samplePublication.people.filter((one) => one.org === org).map(({ id }) => id as string)
const addition = fc
  .record({
    textClass: fc.constantFrom(...TextClassSchema.options),
    ownerOrg: fc.constantFrom("swe", "bgd", "mda"),
    wild: fc.boolean(),
  })
  .chain(({ textClass, ownerOrg, wild }) => {
    const home = { secretariat: "iom", national: ownerOrg, contributor: "desa", joint: "iom" }[textClass]
    const people = fc.constantFrom(...(wild ? everybody : ofOrganization(home)))
    return fc.record({
      type: fc.constant("addSection" as const),
      place,
      title: secretWords,
      purpose: secretWords,
      textClass: fc.constant(textClass),
      ownerOrg: fc.constant(textClass === "national" ? ownerOrg : undefined),
      leadPerson: people,
      coAuthors: fc.array(people, { maxLength: 3 }),
      language: fc.constantFrom("en", "ar"),
      annex: fc.boolean(),
      audience: textClass === "national" && !wild ? fc.constant("writers" as const) : audience,
    })
  })
  .map(({ place, ...command }) => ({ ...command, ...place }))

const command: fc.Arbitrary<CommandInput> = fc
  .oneof(
    { weight: 3, arbitrary: addition },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("renameSection" as const), sectionId, title: secretWords }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("setSectionNumbering" as const),
        sectionId,
        numbering: fc.record({
          paragraphs: fc.boolean(),
          headings: fc.boolean(),
          tables: fc.boolean(),
          figures: fc.boolean(),
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("setSectionLimit" as const),
        sectionId,
        limit: fc.constantFrom(null, { count: 1500, unit: "words" as const }, { count: 4, unit: "pages" as const }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant("useTemplate" as const), sectionId, templateId }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant("setTemplate" as const),
        templateId: fc.oneof(fc.constant(null), templateId),
        name: secretWords,
        parts: fc.constant(nationalTemplate.parts),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("removeTemplate" as const), templateId }) },
    {
      weight: 4,
      arbitrary: fc
        .record({ sectionId, place })
        .map(({ sectionId, place }) => ({ type: "moveSection" as const, sectionId, ...place })),
    },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constantFrom("openSection" as const, "closeSection" as const), sectionId }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("setSectionState" as const),
        sectionId,
        state: fc.constantFrom(...SectionStateSchema.options),
        until,
      }),
    },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("setSectionAudience" as const), sectionId, audience }) },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant("setSectionPeople" as const),
        sectionId,
        leadPerson: fc.option(person, { nil: undefined }),
        coAuthors: fc.option(fc.array(person, { maxLength: 3 }), { nil: undefined }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant("setMember" as const),
        personId: person,
        orgId,
        role: fc.constantFrom(...RoleSchema.options),
        name: secretWords,
        language: fc.constant("en"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("removeMember" as const), personId: person }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("exemptFinding" as const),
        sectionId: fc.constantFrom("s01", "s02", "s07-can", "s99"),
        key: fc.constantFrom("country-name/s01/b1/Moldova", "country-name/s01/b2/Turkey"),
        reason: secretWords,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant("withdrawExemption" as const),
        sectionId: fc.constantFrom("s01", "s02"),
        key: fc.constant("country-name/s01/b1/Moldova"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("circulateVersion" as const),
        version: fc.constantFrom(1, 2),
        to: fc.array(orgId, { minLength: 1, maxLength: 2 }),
        commentUntil: fc.constantFrom(undefined, null, soon.at, now - dayMs),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom("makeFilesAgain" as const, "waiveFiles" as const),
        version: fc.constantFrom(1, 2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant("revokeLink" as const), linkId: fc.constantFrom(...linkIds, "l99") }),
    },
  )
  .map((input) => ({ publicationId, ...input }))

/** The sample, of which one version has been frozen and shared by links, and one of its files could not be made. */
function begun(): World {
  const world = World.sample()
  const hash = BlobHashSchema.parse("ab".repeat(32))
  const version = { number: 1, kind: "draft" as const, symbol: "", title: "Zero draft", note: "" }
  const event = { type: "versionFrozen" as const, ...version, contentSha256: hash, recordSha256: hash }
  world.append(streams.publication(publicationId), event, "p-iom-1" as PersonId)
  const failed = [{ name: "publication.pdf", reason: "An image of the text is lost." }]
  const made = { type: "versionFilesMade" as const, number: 1, files: [], failed }
  world.append(streams.publication(publicationId), made, "p-iom-1" as PersonId)
  for (const id of linkIds) {
    const link = { version: 1, tokenSha256: hash, label: "A ministry", expiresAt: now + dayMs }
    world.append(streams.links(publicationId), { type: "linkMade", linkId: LinkIdSchema.parse(id), ...link })
  }
  return world
}

const history = fc.array(fc.tuple(actor, command), { minLength: 1, maxLength: 60, size: "max" })
/** Some of all, for what would take too long to ask of everybody after every history. */
const someReaders = fc.shuffledSubarray([...everybody, "p-nobody"], { minLength: 6, maxLength: 6 })
const runs = { numRuns: 60 }
fc.configureGlobal({ seed: 20161123 })

/** How often each kind of command was done in all runs: one that never was would not be tested. */
const done = new Map<string, number>()

function play(steps: readonly (readonly [string, CommandInput])[], afterEach?: (world: World) => void): World {
  const world = begun()
  for (const [who, input] of steps) {
    const answer = world.does(personFor(who, input, world.state), input)
    if (answer === "done") done.set(input.type, (done.get(input.type) ?? 0) + 1)
    afterEach?.(world)
  }
  return world
}

describe("whatever people do, in whatever order", { timeout: 60_000 }, () => {
  it("decides nothing that cannot be applied, and the same each time", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = begun()
        for (const [who, input] of steps) {
          const command = CommandSchema.parse(input)
          const personId = personFor(who, input, world.state)
          const ids = { personId, at: now, newId: () => `new-${String(world.log.length)}` }
          const decision = decide(world.state, command, ids)
          expect(decide(world.state, command, ids)).toEqual(decision)
          if ("refusal" in decision) {
            expect(decision.refusal.message).toMatch(/^[^\n]*\.$/)
            expect(decision.refusal.message).not.toMatch(/undefined|null|\[object/)
            continue
          }
          for (const { stream, event } of decision.events) {
            expect(PublicationEventSchema.parse(event)).toEqual(event)
            const before = world.state
            world.append(stream, event, personId)
            expect(world.state).not.toBe(before)
          }
        }
        expect(PublicationStateSchema.parse(world.state)).toEqual(world.state)
      }),
      runs,
    )
  })

  it("everybody sees what the streams that they can join hold, in whatever order those are read", () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        someReaders,
        (steps, shuffles, readers) => {
          const { state, log } = play(steps)
          for (const personId of readers as PersonId[]) {
            const joined = log.filter(({ stream }) => canJoin(state, personId, stream))
            const seen = visibleTo(state, personId)
            expect(fold(joined)).toEqual(seen)
            expect(fold(streamByStream(joined, shuffles))).toEqual(seen)
            expect(visibleTo(seen, personId)).toEqual(seen)
          }
        },
      ),
      runs,
    )
  })

  it("nobody is told anything of a section that they cannot read", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { state } = play(steps)
        for (const personId of everybody as PersonId[]) {
          const { sections } = visibleTo(state, personId)
          const seen = JSON.stringify(sections)
          for (const { id, title, purpose } of Object.values(state.sections)) {
            const { allowed } = can(state, personId, "readSection", { sectionId: id, at: now })
            expect(sections[id] !== undefined).toBe(allowed)
            if (allowed) continue
            expect(seen).not.toContain(`"${id}"`)
            if (purpose !== "") expect(seen).not.toContain(purpose)
            if (title.endsWith("!")) expect(seen).not.toContain(title)
          }
        }
      }),
      runs,
    )
  })

  it("what is hidden from somebody changes no answer that they get", () => {
    fc.assert(
      fc.property(history, actor, command, (steps, asker, next) => {
        const { state } = play(steps)
        const personId = personFor(asker, next, state)
        const ask = (known: Publication) =>
          decide(known, CommandSchema.parse(next), { personId, at: now, newId: () => "new-9999" })
        const answer = ask(state)
        // The one exception: parents must not form a ring, even through a section that the mover does not see.
        fc.pre(!("refusal" in answer && answer.refusal.code === "inside-itself"))
        expect(answer).toEqual(ask(visibleTo(state, personId)))
      }),
      { numRuns: 200 },
    )
  })

  it("audiences only widen", () => {
    fc.assert(
      fc.property(history, (steps) => {
        let before = begun().state.sections
        play(steps, ({ state }) => {
          for (const { id, audience } of Object.values(before)) {
            const after = state.sections[id]
            expect(after?.audience === audience || (after && isWiderAudience(after.audience, audience))).toBe(true)
          }
          before = state.sections
        })
      }),
      runs,
    )
  })

  it("the outline has every section that one sees, once, below the one that it belongs to", () => {
    fc.assert(
      fc.property(history, person, (steps, reader) => {
        const seen = play(steps).sees(reader)
        const nodes = flatOutline(outline(seen))
        expect(nodes.map(({ section }) => section.id).sort()).toEqual(
          (Object.keys(seen.sections) as SectionId[]).sort(),
        )
        for (const { section, children } of nodes) {
          for (const child of children) expect(child.section.parentId).toBe(section.id)
        }
        for (const { section } of outline(seen)) expect(section.parentId).toBeNull()
      }),
      runs,
    )
  })

  it("whoever may do anything to a section may read it; nobody writes what rests", () => {
    const actions = Object.keys(sectionActions) as RuledAction[]
    const resting: readonly SectionState[] = ["under-silence", "closed", "submitted"]
    fc.assert(
      fc.property(history, (steps) => {
        const { state } = play(steps)
        for (const personId of everybody as PersonId[]) {
          for (const section of Object.values(state.sections)) {
            const may = (action: SectionAction) =>
              can(state, personId, action, { sectionId: section.id, at: now }).allowed
            const isReader = may("readSection")
            if (!isReader && actions.some(may)) expect.unreachable(`${personId} acts on ${section.id} unseen`)
            if (may("changeSubstance") && !may("writeSection")) expect.unreachable("substance without writing")
            if (!isReader || !may("writeSection")) continue
            expect(resting).not.toContain(section.state)
            if (section.ownerOrg !== undefined) expect(state.members[personId]?.orgId).toBe(section.ownerOrg)
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  it("somebody did each kind of thing", () => {
    expect([...done.keys()].sort()).toEqual(CommandSchema.options.map(({ shape }) => shape.type.value).sort())
  })
})

describe("apply", () => {
  it("takes any events on any streams without fail, and changes no state in place", () => {
    const { log } = play([])
    const recorded = fc.record({
      stream: fc.constantFrom(...log.map(({ stream }) => stream), "text:s01" as StreamName),
      position: fc.nat(),
      at: fc.nat(),
      author: fc.constant("system" as const),
      event: fc.oneof(fc.constantFrom(...log.map(({ event }) => event)), fc.constant({ type: "unknown" } as never)),
    })
    fc.assert(
      fc.property(fc.array(recorded, { maxLength: 40 }), (events: Recorded[]) => {
        const world = new World()
        for (const { stream, event } of events) world.append(stream, event)
        expect(PublicationStateSchema.parse(world.state)).toEqual(world.state)
      }),
      runs,
    )
  })
})

/** The same events, stream after stream, the streams in an order by chance. */
function streamByStream(log: readonly Recorded[], shuffles: readonly number[]): Recorded[] {
  const names = [...new Set(log.map(({ stream }) => stream))]
  for (const [n, shuffle] of shuffles.entries()) {
    const [taken] = names.splice(shuffle % Math.max(names.length, 1), 1)
    if (taken !== undefined) names.splice((shuffle * (n + 7)) % (names.length + 1), 0, taken)
  }
  return names.flatMap((name) => log.filter(({ stream }) => stream === name))
}
