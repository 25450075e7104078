import { describe, expect, it } from "vitest"
import { apply } from "../apply.ts"
import { decide, type ServerCommand } from "../decide.ts"
import { LinkIdSchema, type PersonId } from "../ids.ts"
import { BlobHashSchema } from "../images/index.ts"
import type { Publication } from "../publication.ts"
import { samplePublication } from "../sample/index.ts"
import { streams } from "../streams.ts"
import { publicationId, World } from "../testing/world.ts"
import { canJoin, visibleTo } from "../visibility.ts"
import { isValid, versionBehind } from "./decide-links.ts"
import { linksMax } from "./link.ts"

const at = Date.UTC(2016, 10, 4, 12)
const dayMs = 86_400_000
const [editor, chapterLead] = ["p-iom-1", "p-iom-2"] as PersonId[]
const stream = streams.links(publicationId)
const hash = BlobHashSchema.parse("a".repeat(64))

const start = apply(World.sample().state, {
  stream: streams.publication(publicationId),
  position: 1000,
  at,
  author: editor as PersonId,
  event: {
    type: "versionFrozen",
    number: 1,
    kind: "draft",
    symbol: "",
    title: "Rev.1",
    note: "",
    contentSha256: hash,
    recordSha256: hash,
  },
})

const wanted = { version: 1, label: "Ministry of Labour, Ghana", withCorrections: true, expiresAt: at + 90 * dayMs }
type Asked = { [K in keyof typeof wanted]?: (typeof wanted)[K] } & { by?: string; at?: number; id?: string }

const linkOf = ({ version, label, withCorrections, expiresAt }: Asked): ServerCommand => ({
  type: "makeLink",
  publicationId,
  version: version ?? wanted.version,
  label: label ?? wanted.label,
  withCorrections: withCorrections ?? wanted.withCorrections,
  expiresAt: expiresAt ?? wanted.expiresAt,
  tokenSha256: hash,
})

function asks(state: Publication, command: Parameters<typeof decide>[1], asked: Asked = {}) {
  const { by = editor, id = "l1" } = asked
  return decide(state, command, { personId: by as PersonId, at: asked.at ?? at, newId: () => id })
}

function after(state: Publication, command: Parameters<typeof decide>[1], asked: Asked = {}): Publication {
  const decision = asks(state, command, asked)
  if ("refusal" in decision) throw new Error(decision.refusal.message)
  return decision.events.reduce(
    (next, decided, index) =>
      apply(next, { ...decided, position: index + 1, at: asked.at ?? at, author: (asked.by ?? editor) as PersonId }),
    state,
  )
}
const made = (state: Publication, asked: Asked = {}) => after(state, linkOf(asked), asked)
const revoke = (id: string) => ({ type: "revokeLink" as const, publicationId, linkId: LinkIdSchema.parse(id) })
const linkIds = (state: Publication) => Object.keys(state.links)

describe("a link to a version", () => {
  it("says to whom it went, by whom, until when; of its token the hash alone", () => {
    expect(Object.values(made(start).links)).toEqual([
      { id: "l1", ...wanted, tokenSha256: hash, madeAt: at, madeBy: editor },
    ])
  })

  it("is made and revoked by series editors alone", () => {
    const link = made(start)
    for (const by of ["p-iom-2", "p-iom-3", "p-gha-1", "p-gsu-1"]) {
      expect(asks(start, linkOf({}), { by })).toMatchObject({ refusal: { code: "links-by-editors" } })
      expect(asks(link, revoke("l1"), { by })).toMatchObject({ refusal: { code: "links-by-editors" } })
    }
  })

  it("leads to a version that there is", () => {
    expect(asks(start, linkOf({ version: 2 }))).toMatchObject({ refusal: { code: "no-such-version" } })
  })

  it("leads on to corrections of its version and to no other version, where whoever made it said so", () => {
    const frozen = { title: "x", symbol: "", note: "", contentSha256: hash, recordSha256: hash }
    const kinds = [
      { number: 2, kind: "submission" as const },
      { number: 3, kind: "corrigendum" as const, corrects: 1 },
      { number: 4, kind: "corrigendum" as const, corrects: 2 },
      { number: 5, kind: "addendum" as const, corrects: 1 },
    ]
    const state = kinds.reduce(
      (before, version) =>
        apply(before, {
          stream: streams.publication(publicationId),
          position: 1000 + version.number,
          at,
          author: editor as PersonId,
          event: { type: "versionFrozen", ...frozen, ...version },
        }),
      start,
    )
    const opens = (withCorrections: boolean) =>
      [undefined, 1, 2, 3, 4, 5, 6].map(
        (number) => versionBehind(state, { version: 1, withCorrections }, number)?.number ?? null,
      )
    expect(opens(true)).toEqual([1, null, null, 3, null, 5, null])
    expect(opens(false)).toEqual([1, null, null, null, null, null, null])
  })

  it("made before there was that choice does not lead on", () => {
    const { withCorrections: _, ...link } = wanted
    const event = { type: "linkMade" as const, linkId: LinkIdSchema.parse("old"), tokenSha256: hash, ...link }
    const state = apply(start, { stream, position: 1, at, author: editor as PersonId, event })
    expect(Object.values(state.links)).toMatchObject([{ withCorrections: false }])
  })

  it("ends, within two years", () => {
    const ending = (expiresAt: number) => asks(start, linkOf({ expiresAt }))
    expect(ending(at)).toMatchObject({ refusal: { code: "link-ended" } })
    expect(ending(at + 1)).toHaveProperty("events")
    expect(ending(Date.UTC(2018, 10, 4, 23, 59))).toHaveProperty("events")
    expect(ending(Date.UTC(2018, 10, 6))).toMatchObject({ refusal: { code: "link-too-long" } })
    expect([isValid(wanted, wanted.expiresAt - 1), isValid(wanted, wanted.expiresAt)]).toEqual([true, false])
  })

  it("is gone once it is revoked, which is done once", () => {
    const revoked = after(made(made(start), { id: "l2" }), revoke("l1"))
    expect(linkIds(revoked)).toEqual(["l2"])
    expect(asks(revoked, revoke("l1"))).toMatchObject({ refusal: { code: "no-such-link" } })
  })

  it("is one of so many; those that have ended make room", () => {
    let state = start
    for (let n = 0; n < linksMax; n += 1)
      state = made(state, { id: `l${n}`, expiresAt: at + (n === 0 ? 1 : 2) * dayMs })
    expect(asks(state, linkOf({}))).toMatchObject({ refusal: { code: "too-many-links" } })
    expect(asks(after(state, revoke("l7")), linkOf({}))).toHaveProperty("events")
    const later = made(state, { id: "new", at: at + dayMs })
    expect(linkIds(later)).toHaveLength(linksMax)
    expect(linkIds(later)).not.toContain("l0")
  })
})

describe("the links of a publication", () => {
  const shared = made(start)

  it("are seen by series editors and by nobody else", () => {
    const editors = samplePublication.people.filter(({ role }) => role === "series-editor").map(({ id }) => id)
    expect(editors).toContain(editor)
    for (const { id } of samplePublication.people) {
      const isEditor = editors.includes(id)
      expect(canJoin(shared, id, stream), id).toBe(isEditor)
      expect(visibleTo(shared, id).links, id).toEqual(isEditor ? shared.links : {})
    }
    expect(canJoin(shared, "p-nobody" as PersonId, stream)).toBe(false)
    expect(canJoin(shared, editor as PersonId, streams.links("pub-2017" as typeof publicationId))).toBe(false)
  })

  it("leave no trace in what others see, not even of an organization that the version was circulated to", () => {
    const to = { type: "circulateVersion" as const, publicationId, version: 1, to: ["gha" as never] }
    const circulated = after(start, to)
    for (const by of [chapterLead, "p-gha-1" as PersonId]) {
      expect(visibleTo(made(circulated), by as PersonId)).toEqual(visibleTo(circulated, by as PersonId))
    }
  })

  it("are read from their own stream alone", () => {
    const decision = asks(start, linkOf({}))
    if ("refusal" in decision) throw new Error(decision.refusal.message)
    const [first] = decision.events
    expect(first?.stream).toBe(stream)
    const elsewhere = streams.publication(publicationId)
    if (first) expect(apply(start, { ...first, stream: elsewhere, position: 1, at, author: "system" })).toBe(start)
  })
})
