import type { OrgId, SectionId } from "../ids.ts"
import type { OutlineNode } from "../outline.ts"
import { gap } from "../review/targets-of-comment.ts"
import type { Thread } from "../review/thread.ts"
import type { Section } from "../section.ts"
import { indicatorByCode } from "../targets/index.ts"
import type { TargetRef } from "../target-codes.ts"

/** How something can bear on a target: the outline files a section under it, a chip in the text names it, a comment is about it. */
export const linkKinds = ["outline", "text", "open", "answered", "resolved"] as const
export type LinkKind = (typeof linkKinds)[number]

/** What a text says of targets. */
export interface TargetsInText {
  /** It has words besides its headings. */
  readonly isWritten: boolean
  /** Each target of each block, in the order of the text. */
  readonly named: readonly NamedTarget[]
}

export interface NamedTarget {
  readonly code: string
  readonly block: string | null
  readonly count: number
  /** How the line begins that it stands in. */
  readonly words: string
}

/** What coverage is counted from: all of it what one reader may read, and nothing else. */
export interface CoverageSources {
  /** In reading order. */
  readonly nodes: readonly OutlineNode[]
  readonly texts: ReadonlyMap<SectionId, TargetsInText>
  readonly threads: Iterable<Thread>
}

/** A place at which something bears on a target, or says that no target fits (`gap`). */
export interface TargetLink {
  /** A code of the catalogue, or `gap`. */
  readonly target: string
  readonly kind: LinkKind
  /** null: the publication as a whole, or a section that has left the outline. */
  readonly sectionId: SectionId | null
  /** Who answers for the section; whose comment it is. */
  readonly organization: OrgId
  /** How many there are of it in this place. */
  readonly count: number
  /** Where a text names it. */
  readonly named?: NamedTarget
  readonly thread?: Thread
}

/** All places, section by section: what the outline says and what the text names, then the comments. */
export function* targetLinks({ nodes, texts, threads }: CoverageSources): Generator<TargetLink> {
  const shown = new Set<SectionId>()
  for (const { section } of nodes) {
    const { id: sectionId } = section
    shown.add(sectionId)
    const organization = answersFor(section)
    for (const target of section.targets) yield { target, kind: "outline", sectionId, organization, count: 1 }
    for (const named of texts.get(sectionId)?.named ?? [])
      yield { target: named.code, kind: "text", sectionId, organization, count: named.count, named }
  }
  for (const thread of threads) {
    const kind = kindOf(thread)
    if (kind === null) continue
    const sectionId = thread.sectionId !== null && shown.has(thread.sectionId) ? thread.sectionId : null
    const organization = thread.onBehalf?.organization ?? thread.organization
    for (const target of targetsOf(thread)) yield { target, kind, sectionId, organization, count: 1, thread }
  }
}

/** Of a State's text the State. */
function answersFor({ ownerOrg, leadOrg }: Section): OrgId {
  return ownerOrg ?? leadOrg
}

/** What was taken back counts for nothing, and what was widened counts as that which others see of it. */
function kindOf({ state, isGone, openedAs }: Thread): Exclude<LinkKind, "outline" | "text"> | null {
  return isGone || openedAs !== null || state === "withdrawn" ? null : state
}

/** Each once: an indicator counts for its target. */
function targetsOf({ targets, isGap }: Pick<Thread, "targets" | "isGap">): Iterable<string> {
  if (isGap) return [gap]
  return new Set(targets.map(targetOf).filter((code) => code !== null))
}

function targetOf(ref: TargetRef): string | null {
  return typeof ref === "string" ? ref : (indicatorByCode(ref.code, ref.edition)?.target ?? null)
}
