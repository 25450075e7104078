import type { Actor, Decision } from "../decision.ts"
import { withStreams } from "../decision.ts"
import { placeBehind } from "../decide-outline.ts"
import type { PublicationEvent } from "../events.ts"
import { imageRefusal } from "../decide-images.ts"
import type { StoredImage } from "../images/index.ts"
import { SectionIdSchema, type SectionId } from "../ids.ts"
import type { Publication } from "../publication.ts"
import { type Refusal, refusalOf } from "../refusals.ts"
import { numberingOf, type Section } from "../section.ts"
import { type StreamName, streams } from "../streams.ts"
import type { ShapePart } from "../templates/shape.ts"
import { childrenOf, pathTo } from "../tree.ts"
import { visibleTo } from "../visibility.ts"
import { type CutClaim, type MoveId, MoveIdSchema, type PassageCommand, type PassageCommandOf } from "./passage.ts"
import { isPublishedBy, passageRefusal } from "./readers.ts"
import { moveOf, undoPlan } from "./undo.ts"

/** Which blocks go. */
export type PassageChoice =
  | { kind: "blocks"; ids: string[] }
  /** Blocks that have been cut already. */
  | { kind: "cut"; claim: CutClaim }
  | { kind: "from"; id: string }
  | { kind: "everything" }
  /** What came with an earlier move, up to what followed it then or another passage that came since. */
  | { kind: "moved"; ids: string[]; followedBy: string | null; others: string[] }

/** A move that may be made, as far as the facts go; what it comes to follows from the texts. */
export interface PassagePlan {
  moveId: MoveId
  from: Section
  to: Section
  choice: PassageChoice
  place: { after: string | null; before: string | null }
  /** A line that goes if it is empty. */
  replaces: string | null
  /** Nothing moves if the place is gone. */
  isPlaceNeeded: boolean
  /** The ids of blocks that get those of an earlier move back. */
  names: Record<string, string>
  /** People may read the passage then who cannot read it now. */
  isPublished: boolean
  withMarks: boolean
  /** Whoever reads the section that it leaves may know where it is. */
  tellsWhere: boolean
  undoes: MoveId | null
  /** `to` begins with the passage, and `from` ends with it. */
  begins: boolean
  ends: boolean
  /** What happens besides, before and after the passage moves. */
  first: PublicationEvent[]
  last: PublicationEvent[]
  restsOn: StreamName[]
}

/** What the texts answer. */
export interface PassageOutcome {
  blocks: readonly { from: string; to: string }[]
  stood: { after: string | null; before: string | null }
  followedBy: string | null
  /** By their hashes. */
  images: readonly string[]
  /** When the passage was cut, if it was. */
  cutAt?: number
  /** The entries of both texts in which it goes, also where it had been cut before. */
  positions: { from: number; to: number }
}

export type PassageDecision = { plan: PassagePlan } | { refusal: Refusal }

/** Whether the passage may move. What is asked of the texts is asked only then. */
export function decidePassage(state: Publication, command: PassageCommand, actor: Actor): PassageDecision {
  if (command.publicationId !== state.id) return { refusal: refusalOf("no-such-publication") }
  const plan = planOf(state, command, actor)
  if ("code" in plan) return { refusal: plan }
  const mustSay = "widens" in command && !command.widens && plan.isPublished
  return mustSay ? { refusal: refusalOf("passage-widens", { section: plan.to.title }) } : { plan }
}

function planOf(state: Publication, command: PassageCommand, actor: Actor): PassagePlan | Refusal {
  switch (command.type) {
    case "movePassage":
      return planMove(state, command, actor)
    case "pastePassage":
      return planPaste(state, command, actor)
    case "splitSection":
      return planSplit(state, command, actor)
    case "mergeSections":
      return planMerge(state, command, actor)
    case "undoPassageMove":
      return planUndo(state, command, actor)
    default:
      return command satisfies never
  }
}

function planMove(state: Publication, command: PassageCommandOf<"movePassage">, actor: Actor): PassagePlan | Refusal {
  const { fromSectionId, toSectionId, blockIds, beforeBlockId } = command
  const ends = bothEnds(state, actor, fromSectionId, toSectionId)
  if ("code" in ends) return ends
  return {
    ...simple(state, ends, actor),
    choice: { kind: "blocks", ids: blockIds },
    place: { after: null, before: beforeBlockId },
    isPlaceNeeded: true,
  }
}

function planPaste(state: Publication, command: PassageCommandOf<"pastePassage">, actor: Actor): PassagePlan | Refusal {
  const { fromSectionId, toSectionId, cut, place } = command
  const ends = bothEnds(state, actor, fromSectionId, toSectionId)
  if ("code" in ends) return ends
  const { blockId, side } = place ?? { blockId: null, side: "after" }
  return {
    ...simple(state, ends, actor),
    choice: { kind: "cut", claim: cut },
    place: side === "after" ? { after: blockId, before: null } : { after: null, before: blockId },
    replaces: side === "instead" ? blockId : null,
    isPlaceNeeded: true,
  }
}

function planMerge(
  state: Publication,
  command: PassageCommandOf<"mergeSections">,
  actor: Actor,
): PassagePlan | Refusal {
  const { fromSectionId, intoSectionId } = command
  const ends = bothEnds(state, actor, fromSectionId, intoSectionId, ["mergeSection"])
  if ("code" in ends) return ends
  const removal = removalOf(state, ends.from, actor)
  if (!Array.isArray(removal)) return removal
  return { ...simple(state, ends, actor), choice: { kind: "everything" }, ends: true, last: removal }
}

function planSplit(state: Publication, command: PassageCommandOf<"splitSection">, actor: Actor): PassagePlan | Refusal {
  const { sectionId, atBlockId, title } = command
  const refusal = passageRefusal(state, actor, { from: sectionId, to: sectionId }, ["splitSection"])
  if (refusal !== null) return refusal
  const from = state.sections[sectionId]
  if (from === undefined) return refusalOf("no-such-section")
  const place = placeBehind(state, visibleTo(state, actor.personId), from)
  if ("refusal" in place) return place.refusal
  const id = SectionIdSchema.parse(actor.newId())
  // Which parts of its shape go along, the text says.
  const { titleI18n: _, release: __, id: ___, shape: ____, liftedFrom: _____, ...kept } = from
  const to: Section = {
    ...kept,
    id,
    title,
    titleI18n: {},
    rank: place.rank,
    purpose: "",
    numbering: numberingOf(from),
    ...(from.release === undefined ? {} : { release: { status: "draft", by: null, at: null } }),
  }
  const { id: newId, ...added } = to
  return {
    ...simple({ ...state, sections: { ...state.sections, [id]: to } }, { from, to }, actor),
    choice: { kind: "from", id: atBlockId },
    begins: true,
    first: [{ type: "sectionAdded", sectionId: newId, publicationId: state.id, ...added }, ...place.moved],
  }
}

function planUndo(
  state: Publication,
  command: PassageCommandOf<"undoPassageMove">,
  actor: Actor,
): PassagePlan | Refusal {
  const move = moveOf(state, command.moveId)
  if (move === null) return refusalOf("no-such-move")
  if (move.isUndone) return refusalOf("move-undone")
  // Where the passage came from may have left the outline with it.
  const { gone, come } = move
  const former = state.formerSections[gone.sectionId]
  const restored: Publication =
    gone.isWhole && former !== undefined ? { ...state, sections: { ...state.sections, [former.id]: former } } : state
  const ends = bothEnds(restored, actor, come.sectionId, gone.sectionId, come.isWhole ? ["mergeSection"] : [])
  // Nobody is told of a move between sections that they cannot read.
  if ("code" in ends) return ends.code === "no-such-section" ? refusalOf("no-such-move") : ends
  const removal = come.isWhole ? removalOf(state, ends.from, actor) : []
  if (!Array.isArray(removal)) return removal
  const isBack = gone.isWhole && former !== undefined
  return {
    ...simple(restored, ends, actor),
    ...undoPlan(state, move),
    undoes: command.moveId,
    begins: isBack,
    ends: come.isWhole,
    first: isBack ? restoration(state, former) : [],
    last: removal,
  }
}

function bothEnds(
  state: Publication,
  actor: Actor,
  fromId: SectionId,
  toId: SectionId,
  alsoFrom: Parameters<typeof passageRefusal>[3] = [],
): { from: Section; to: Section } | Refusal {
  const refusal = passageRefusal(state, actor, { from: fromId, to: toId }, alsoFrom)
  if (refusal !== null) return refusal
  const [from, to] = [state.sections[fromId], state.sections[toId]]
  if (from === undefined || to === undefined) return refusalOf("no-such-section")
  return fromId === toId ? refusalOf("passage-same-section") : { from, to }
}

function simple(state: Publication, { from, to }: { from: Section; to: Section }, actor: Actor): PassagePlan {
  const isPublished = isPublishedBy(state, from, to)
  const sections = [from, to].flatMap((section) => [section, ...pathTo(state, section.id)])
  return {
    moveId: MoveIdSchema.parse(actor.newId()),
    from,
    to,
    choice: { kind: "everything" },
    place: { after: null, before: null },
    replaces: null,
    isPlaceNeeded: false,
    names: {},
    // A mark tells that there is a thread: nobody learns that who cannot read where it was opened.
    isPublished,
    withMarks: !isPublished,
    tellsWhere: !isPublishedBy(state, to, from),
    undoes: null,
    begins: false,
    ends: false,
    first: [],
    last: [],
    restsOn: [streams.publication(state.id), ...new Set(sections.map(({ id }) => streams.section(id)))],
  }
}

/** Back to its place; to the top level where the section above it has gone as well. */
function restoration(state: Publication, { id, parentId, rank }: Section): PublicationEvent[] {
  const isOrphan = parentId !== null && state.sections[parentId] === undefined
  const lifted = Object.values(state.sections).filter(({ liftedFrom }) => liftedFrom === id)
  return [
    { type: "sectionRestored", sectionId: id },
    ...(isOrphan ? [{ type: "sectionMoved", sectionId: id, parentId: null, rank } as const] : []),
    // What its mover could not see moved up then: untold, it is below it again.
    ...lifted.map(
      (below): PublicationEvent => ({ type: "sectionMoved", sectionId: below.id, parentId: id, rank: below.rank }),
    ),
  ]
}

/** The section leaves the outline. What the actor sees below it stands in the way; what they cannot see moves up, untold. */
function removalOf(state: Publication, section: Section, actor: Actor): PublicationEvent[] | Refusal {
  const seen = visibleTo(state, actor.personId)
  if (childrenOf(seen, section.id).length > 0) return refusalOf("sections-below", { section: section.title })
  const hidden = childrenOf(state, section.id)
  return [
    ...hidden.map(
      ({ id, rank }): PublicationEvent => ({
        type: "sectionMoved",
        sectionId: id,
        parentId: section.parentId,
        rank,
        liftedFrom: section.id,
      }),
    ),
    { type: "sectionRemoved", sectionId: section.id },
  ]
}

/** The events of a move, once the texts have said what it comes to. */
export function completePassage(state: Publication, plan: PassagePlan, outcome: PassageOutcome): Decision {
  const { moveId, from, to, undoes } = plan
  const locked = lockedIn(plan, outcome)
  if (isPastedAlready(state, plan, outcome)) return { refusal: refusalOf("passage-pasted") }
  if (locked !== undefined) return { refusal: refusalOf("passage-locked", { heading: locked.heading }) }
  const images = imagesToBring(state, plan, outcome.images)
  if (!Array.isArray(images)) return { refusal: images }
  const [blocksHere, blocksThere] = [outcome.blocks.map((block) => block.from), outcome.blocks.map((block) => block.to)]
  const { first, shaped } = dividedShape(plan, outcome)
  const events: PublicationEvent[] = [
    ...first,
    ...shaped,
    ...images.map((image): PublicationEvent => ({ type: "imageStored", sectionId: to.id, ...image })),
    {
      type: "passageGone",
      sectionId: from.id,
      moveId,
      blockIds: blocksHere,
      undoes,
      stood: outcome.stood,
      isWhole: plan.ends,
      position: outcome.positions.from,
      ...(plan.choice.kind === "cut" ? { isCut: true } : {}),
    },
    {
      type: "passageCome",
      sectionId: to.id,
      moveId,
      blockIds: blocksThere,
      undoes,
      followedBy: outcome.followedBy,
      isWhole: plan.begins,
      position: outcome.positions.to,
    },
    ...plan.last,
  ]
  return withStreams(state, events, plan.restsOn)
}

/** What was cut is pasted once as what it was; after that it is copied. */
function isPastedAlready(state: Publication, { from, choice }: PassagePlan, { cutAt }: PassageOutcome): boolean {
  if (choice.kind !== "cut" || cutAt === undefined) return false
  const ids = new Set(choice.claim.blockIds)
  return (state.passages[from.id] ?? []).some(
    ({ type, at, blockIds }) => type === "gone" && at >= cutAt && blockIds.some((id) => ids.has(id)),
  )
}

/** A heading that the section's template keeps where it is. Where the section goes as a whole, so does its shape. */
function lockedIn({ from, ends }: PassagePlan, { blocks }: PassageOutcome): ShapePart | undefined {
  if (ends) return undefined
  const going = new Set(blocks.map((block) => block.from))
  return from.shape?.parts.find(({ isLocked, blockId }) => isLocked && going.has(blockId))
}

/** Where a section is split, parts of its shape whose headings go along are the second half's; taken back, they are the first's again. */
function dividedShape(
  { from, to, first, begins, ends, undoes }: PassagePlan,
  { blocks }: PassageOutcome,
): { first: PublicationEvent[]; shaped: PublicationEvent[] } {
  const { shape } = from
  const names = new Map(blocks.map((block) => [block.from, block.to]))
  const going = (shape?.parts ?? []).filter(({ blockId }) => names.has(blockId))
  const isSplit = begins && undoes === null
  const isSplitUndone = ends && undoes !== null
  if (shape === undefined || going.length === 0 || !(isSplit || isSplitUndone)) return { first, shaped: [] }
  const come = going.map((part) => ({ ...part, blockId: names.get(part.blockId) ?? part.blockId }))
  if (isSplitUndone) {
    const parts = [...(to.shape?.parts ?? []), ...come]
    return { first, shaped: [{ type: "sectionShaped", sectionId: to.id, shape: { ...shape, parts } }] }
  }
  const staying = shape.parts.filter(({ blockId }) => !names.has(blockId))
  const left = staying.length === 0 ? null : { ...shape, parts: staying }
  const told = first.map((event) =>
    event.type === "sectionAdded" && event.sectionId === to.id ? { ...event, shape: { ...shape, parts: come } } : event,
  )
  return { first: told, shaped: [{ type: "sectionShaped", sectionId: from.id, shape: left }] }
}

/** The other section gets the images that it has not got yet, as long as it has room. */
export function imagesToBring(
  state: Publication,
  { from, to }: { from: Pick<Section, "id">; to: Pick<Section, "id"> },
  blobs: readonly string[],
): StoredImage[] | Refusal {
  const there: StoredImage[] = Object.values(state.images[to.id] ?? {})
  const brought: StoredImage[] = []
  for (const blob of blobs) {
    if ([...there, ...brought].some((image) => image.blob === blob)) continue
    const image = state.images[from.id]?.[blob]
    if (image === undefined) return refusalOf("image-on-its-way")
    const refusal = imageRefusal([...there, ...brought], image)
    if (refusal !== null) return refusal
    brought.push(image)
  }
  return brought
}
