import {
  type CoverNote,
  type FreezeCommand,
  isCorrecting,
  isFinal,
  type PublicationId,
  type SectionId,
  type VersionKind,
} from "@codraft/publication"
import { type CoverDraft, type CoverField, emptyCover, isWritten, noteSent, wrongField } from "./cover/cover-draft.ts"
import type { FindingGroup } from "./findings.ts"

/** What somebody fills in before a version is frozen. */
export interface FreezeDraft {
  readonly title: string
  readonly kind: VersionKind
  /** The version that a corrigendum or an addendum corrects; null: what last went out. */
  readonly corrects: number | null
  /** Null while the one that is offered stands. */
  readonly symbol: string | null
  readonly note: string
  /** Sections that are to follow though they could be in. */
  readonly left: readonly SectionId[]
  /** Why it goes on all the same, by check. */
  readonly reasons: Readonly<Record<string, string>>
  readonly confirmation: string
  readonly cover: CoverDraft
  readonly withRegister: boolean
}

export const emptyDraft: FreezeDraft = {
  title: "",
  kind: "draft",
  corrects: null,
  symbol: null,
  note: "",
  left: [],
  reasons: {},
  confirmation: "",
  cover: emptyCover,
  withRegister: false,
}

/** Whether something would be lost with it. */
export function isFilledIn({ title, symbol, note, left, reasons, confirmation, cover }: FreezeDraft): boolean {
  const words = [title, symbol ?? "", note, confirmation, ...Object.values(reasons)]
  return left.length > 0 || isWritten(cover) || words.some((line) => line.trim() !== "")
}

/** The first thing that is missing, where the server would refuse; reasons are named by their check. */
export type Missing =
  | { of: "title" | "sections" | "confirmation" }
  | { of: "cover"; field: CoverField }
  | { of: "reason" | "final"; check: string }

/** What is chosen and found, beside what is filled in. */
export interface Chosen {
  readonly sections: readonly SectionId[]
  readonly groups: readonly FindingGroup[]
  /** Null where none goes with it. */
  readonly coverNote: CoverNote | null
}

export function missingIn(draft: FreezeDraft, { sections, groups, coverNote }: Chosen): Missing | null {
  if (draft.title.trim() === "") return { of: "title" }
  if (sections.length === 0) return { of: "sections" }
  const field = coverNote && wrongField(coverNote)
  if (field !== null) return { of: "cover", field }
  for (const { check, isBlocker, isFinal: isForGood } of groups) {
    if (!isBlocker) continue
    if (isForGood) return { of: "final", check }
    if ((draft.reasons[check] ?? "").trim() === "") return { of: "reason", check }
  }
  if (isFinal(draft.kind) && draft.confirmation.trim() !== draft.title.trim()) return { of: "confirmation" }
  return null
}

export type FreezeBody = Omit<FreezeCommand, "type" | "publicationId">

/** What the server is asked; reasons for what the list no longer says are left out. */
export function freezeBody(
  draft: FreezeDraft,
  { sections, offered, groups, coverNote }: Chosen & { offered: string },
): FreezeBody {
  const blocking = new Set(groups.filter(({ isBlocker }) => isBlocker).map(({ check }) => check))
  return {
    title: draft.title.trim(),
    kind: draft.kind,
    symbol: (draft.symbol ?? offered).trim(),
    note: draft.note.trim(),
    sections: [...sections],
    overrides: Object.entries(draft.reasons)
      .map(([check, reason]) => ({ check, reason: reason.trim() }))
      .filter(({ check, reason }) => blocking.has(check) && reason !== ""),
    ...(isCorrecting(draft.kind) && draft.corrects !== null ? { corrects: draft.corrects } : {}),
    ...(isFinal(draft.kind) ? { confirmation: draft.confirmation.trim() } : {}),
    ...(coverNote === null ? {} : { coverNote: noteSent(coverNote) }),
    withRegister: draft.withRegister,
  }
}

/** What stands on the title page: a character of it may be one that no font has. */
export type FrontWords = Pick<FreezeBody, "title" | "symbol" | "note">

/** The same for a look at the list alone: what is not filled in yet stands in nobody's way. */
export function preflightBody(
  kind: VersionKind,
  sections: readonly SectionId[],
  front: FrontWords | null,
): Omit<FreezeBody, "overrides" | "withRegister" | "symbol" | "note"> & Partial<FrontWords> {
  const title = front?.title ?? "-"
  return { ...front, title, kind, sections: [...sections], confirmation: title }
}

export const freezeCommand = (publicationId: PublicationId, body: FreezeBody): FreezeCommand => ({
  type: "freezeVersion",
  publicationId,
  ...body,
})
