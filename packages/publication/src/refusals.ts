import { z } from "zod"
import { describeEnd } from "./end.ts"
import type { Part } from "./parts.ts"
import type { OrganizationKind, Role } from "./publication.ts"
import { type RuledAction, sectionActions } from "./rights.ts"
import type { End, SectionState, TextClass } from "./section.ts"

/**
 * An expected no: a plain sentence that says why, for the person who asked. `code` is stable, and `details` hold
 * whatever the sentence was made of, so that a translation by code needs nothing else.
 */
export const RefusalSchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
})
export type Refusal = z.infer<typeof RefusalSchema>

interface StateReason {
  action: RuledAction
  until: End | null
  /** Who may do it in this state; empty: nobody. */
  who: Part[]
}

/** Every refusal of this package: its sentence as a function of its details. */
const sentences = {
  "no-such-publication": () => "There is no such publication.",
  "not-a-member": () => "You do not take part in this publication.",
  /** Also the answer for a section that one may not read: it must not be told from one that does not exist. */
  "no-such-section": () => "There is no such section.",
  "no-such-person": ({ personId }: { personId: string }) =>
    `Nobody with the id ${personId} takes part in this publication.`,
  "no-such-organization": ({ orgId }: { orgId: string }) =>
    `No organization with the id ${orgId} takes part in this publication.`,
  "no-such-theme": ({ theme }: { theme: string }) => `The workshops have no theme with the id ${theme}.`,

  drafting: (reason: StateReason) => `This section is being drafted; ${whoMay(reason)}.`,
  "open-for-comments": (reason: StateReason) =>
    `This section is open for comments${untilWords(reason)}; ${whoMay(reason)}.`,
  "under-revision": (reason: StateReason) => `This section is under revision${untilWords(reason)}; ${whoMay(reason)}.`,
  "in-clearance": (reason: StateReason) => `This text is in clearance${untilWords(reason)}; ${whoMay(reason)}.`,
  "under-silence": (reason: StateReason) => `This text is under silence${untilWords(reason)}; ${whoMay(reason)}.`,
  closed: (reason: StateReason) => `This section is closed; ${whoMay(reason)}.`,
  submitted: (reason: StateReason) => `This section has been submitted; ${whoMay(reason)}.`,

  "comments-ended": ({ until }: { until: End }) => `New comments on this section closed on ${describeEnd(until)}.`,
  "silence-ended": ({ until }: { until: End }) => `The silence on this text ended on ${describeEnd(until)}.`,

  "national-text": ({ organization, action }: { organization: string; action: RuledAction }) =>
    `This is a national text (${organization}); only its delegation may ${sectionActions[action]} it.`,
  "contributor-text": ({ organization, action }: { organization: string; action: RuledAction }) =>
    `This chapter is signed by ${organization}; only its authors may ${sectionActions[action]} it.`,
  "not-of-this-class": ({ action, textClass }: { action: RuledAction; textClass: TextClass }) =>
    `Nobody may ${sectionActions[action]} a section of this class (${textClass} text).`,
  "not-your-part": ({ action, who }: { action: RuledAction; who: Part[] }) =>
    `Only ${list(who)} may ${sectionActions[action]} this section.`,
  "editors-only": () => "Only a series editor may add sections.",
  "members-kept-by-others": () =>
    "Series editors set the people of their own and of partner organizations and the focal points of States; a focal point sets the rest of its delegation.",

  "owner-missing": () => "A national text needs the State whose text it is.",
  "owner-not-a-state": ({ organization }: { organization: string }) =>
    `${organization} is not a Member State; only a State has a national text.`,
  "owner-not-wanted": () => "Only a national text has an owner.",
  "starts-with-its-delegation": () =>
    "A national text starts with its own delegation; only its focal point opens it to others.",
  "cannot-lead": ({ person, textClass }: { person: string; textClass: TextClass }) =>
    `${person} cannot be the lead of this text: ${leadRule[textClass]}.`,
  "cannot-write": ({ person }: { person: string }) =>
    `${person} cannot be a co-author of this text: recipients are none, and a national text has co-authors of its own delegation only.`,
  "same-lead-organization": ({ organization }: { organization: string }) =>
    `The lead of a signed chapter comes from the organization that signs it: ${organization}.`,

  "too-many-sections": ({ max }: { max: number }) => `A publication holds at most ${max} sections.`,
  "too-deep": ({ max }: { max: number }) => `Sections stand at most ${max} levels deep.`,
  "inside-itself": () => "A section cannot be moved into itself or into a section below it.",
  "not-a-sibling": () => "The section to stand before is not at that place of the outline.",
  "annex-at-top-only": () => "An annex stands at the top level of the outline.",
  "national-text-is-whole": () => "Below the text of a State only text of the same State can stand.",
  "parent-not-shared": () =>
    "A section that only its writers see cannot hold other sections; widen its audience first.",
  "wider-than-parent": () => "A section cannot be seen by more people than the section above it; widen that one first.",
  "parent-hidden-from": ({ person }: { person: string }) =>
    `${person} cannot see the section above this one and so cannot be one of its writers.`,

  "silence-is-for-joint-text": () => "Only joint text is put under silence.",
  "end-missing": () => "This state needs an end, given as date, hour and time zone.",
  "end-not-wanted": () => "A closed or submitted section has no end.",
  "end-in-the-past": ({ until }: { until: End }) => `The end has passed: ${describeEnd(until)}.`,
  "audience-only-widens": () => "An audience can only be widened; those who have seen a text cannot unsee it.",

  "national-text-unnumbered": () =>
    "The paragraphs of a State's text carry no numbers; those of the publication do not run through it.",

  "templates-by-editors": () => "Only a series editor may set the templates of the publication.",
  "no-such-template": () => "There is no such template.",
  "template-name-taken": ({ what }: { what: string }) => `There is a template with the name ${what} already.`,
  "too-many-templates": ({ max }: { max: number }) => `A publication holds at most ${max} templates.`,
  /** Answered by whoever has the text: facts do not tell. */
  "section-not-empty": () => "Words stand in this section already; a template gives shape to an empty one.",

  "image-unreadable": () => "This file cannot be read as an image. Texts take PNG, JPEG, WebP and SVG.",
  "image-too-heavy": ({ max }: { max: number }) => `An image holds at most ${max} MB.`,
  "drawing-too-heavy": ({ max }: { max: number }) =>
    `An SVG drawing holds at most ${max} MB; a larger one can be saved as PNG and placed as such.`,
  "image-too-many-pixels": ({ max }: { max: number }) => `An image holds at most ${max} million pixels.`,
  "image-moves": () => "A moving image has no place in a text that is printed; save one picture of it.",
  "drawing-not-allowed": ({ what }: { what: string }) =>
    `This SVG drawing holds something that a drawing cannot hold here: ${what}.`,
  "too-many-images": ({ max }: { max: number }) => `A section has at most ${max} images.`,
  "images-too-heavy": ({ max }: { max: number }) => `All images of a section together hold at most ${max} MB.`,

  "passage-stays": ({ section, why }: { section: string; why: Refusal }) =>
    `You cannot take text out of “${section}” now. ${why.message}`,
  "passage-not-taken": ({ section, why }: { section: string; why: Refusal }) =>
    `You cannot move text into “${section}” now. ${why.message}`,
  "passage-same-section": () => "The passage is in this section already.",
  "passage-widens": ({ section }: { section: string }) =>
    `More people read “${section}” than the section that the passage is in. Confirm that they may read it.`,
  "passage-gone": () => "Others have moved or deleted this passage meanwhile. Nothing was moved.",
  "passage-not-cut": () =>
    "You have not cut these blocks out of this section in the last half hour, or they are in it again. Nothing was moved.",
  "passage-pasted": () => "What you have cut is in another section already. Nothing was moved.",
  "passage-place-gone": () => "The place where the passage was to go is not there any more. Nothing was moved.",
  "passage-unreadable": () => "The passage holds something that cannot be moved. Nothing was moved.",
  "passage-too-large": () => "This is too much to move at once. Move it in parts.",
  "passage-locked": ({ heading }: { heading: string }) =>
    `The template of this section keeps the heading “${heading}” in its place. What stands under it can be moved without it.`,
  "passage-moved-on": () =>
    "The passage that you were writing in has been moved to where you cannot write. Your words were not put there.",
  "nothing-before": () => "A section is split behind its first block; there is nothing before this one.",
  "image-on-its-way": () => "An image in this passage is still on its way. Move it when it has arrived.",
  "sections-below": ({ section }: { section: string }) => `There are sections below “${section}”. Move them first.`,
  "no-such-move": () => "There is no such move, or it is too long ago to be taken back.",
  "move-undone": () => "This has been taken back already.",

  /** Also the answer for a comment that one may not read: it must not be told from one that does not exist. */
  "no-such-comment": () => "There is no such comment.",
  "comment-id-taken": () => "Somebody else's comment has this id already; choose another one.",
  "comment-empty": () => "Write something first: a comment has words of its own.",
  "comment-too-long": ({ max }: { max: number }) => `This is too long; it holds at most ${max} characters.`,
  "words-without-section": () => "Words are quoted from a section; say which one.",
  "words-too-long": ({ max }: { max: number }) =>
    `A comment is on at most ${max} characters of the text; comment on the section as a whole instead.`,
  "words-not-found": () => "These words are not in the section as it stands now. Your comment was not posted.",
  "words-found-often": ({ count }: { count: number }) =>
    `These words stand in the section ${count} times. Quote more of what is around them, so that they are found once.`,
  "no-such-target": ({ what }: { what: string }) => `The 2030 Agenda has no target or indicator with the code ${what}.`,
  "gap-stands-alone": () => "A comment bears on targets, or it names a gap that no target covers; not both.",
  "too-many-targets": ({ max }: { max: number }) => `A comment bears on at most ${max} targets.`,
  "mention-unread": ({ person }: { person: string }) =>
    `${person} does not read this comment and cannot be mentioned in it.`,
  "too-many-mentions": ({ max }: { max: number }) => `A comment mentions at most ${max} people.`,
  "assignee-unread": ({ person }: { person: string }) =>
    `${person} does not read this comment and cannot be asked to deal with it.`,
  "no-organization-streams": () =>
    "An observer of a State is not of its delegation and does not write to it; choose the secretariat or all who may read the section.",
  "stays-inside": () =>
    "What drafters and clearing authorities of a delegation write stays inside it; its focal point widens it.",
  "widened-by-others": () =>
    "A comment is widened by its author; that of a drafter or clearing authority, by the focal point of the delegation.",
  "comment-only-widens": () =>
    "More people can be let see a comment, not fewer; those who have seen it cannot unsee it.",
  "comment-widened": () => "This comment has been widened already. What others see of it is a comment of its own.",
  "comment-opened": () => "All who may read the section see this comment now. Go on there.",
  "state-opens-comment": () =>
    "The State whose text it is opens a comment to others, by its focal point or the lead of the section.",
  "not-your-comment": () => "Only the person who wrote it may do this.",
  "first-comment-stays": () => "The comment that others replied to can be withdrawn, not deleted.",
  "comment-deleted": () => "This has been deleted by its author.",
  "comment-resolved": () => "This comment is settled. Reopen it first.",
  "comment-withdrawn": () => "This comment has been withdrawn by its author, who alone can reopen it.",
  "reason-missing": () => "Say why the comment is not taken up.",
  "too-many-replies": ({ max }: { max: number }) => `A comment has at most ${max} replies. Begin a new one.`,
  "thread-too-long": ({ max }: { max: number }) =>
    `A comment and its replies hold at most ${max} characters together. Begin a new one.`,
  "too-many-open-comments": ({ max }: { max: number }) =>
    `There are ${max} comments to be settled here; that is as many as can be. Settle some first.`,
  "too-many-comments": ({ max }: { max: number }) => `A publication holds at most ${max} comments.`,
  "observers-comment-on-sections": () =>
    "Observers and recipients do not comment on the publication as a whole; observers comment on sections that are open for comments.",
  "editors-answer": () => "Only a series editor answers comments on the publication as a whole.",
  "editors-record": () => "Only a series editor records comments on behalf of an organization.",
  "recorded-for-editors": () =>
    "What came from an organization by another way is seen by the secretariat, or by all who may read the section.",

  "versions-by-editors": () => "Only a series editor may freeze versions and give them to others.",
  "no-such-version": () => "There is no such version.",
  "no-such-paragraph": () => "The version has no such paragraph.",
  "section-to-follow": ({ section }: { section: string }) =>
    `“${section}” is to follow: this version holds nothing of it that could be commented on.`,
  "words-not-in-version": () => "These words do not stand in that paragraph of the version.",
  "not-circulated-to": ({ organization }: { organization: string }) =>
    `${organization} does not have this version. Circulate it to ${organization} first, or record the comment on the draft.`,
  "received-after-date": ({ organization, until }: { organization: string; until: End }) =>
    `Comments of ${organization} on this version closed on ${describeEnd(until)}. Only what was received by then is recorded on it: give the date on which it was received.`,
  "section-not-read": () =>
    "You do not read this section of the draft: address the comment to your own organization or to the secretariat.",
  "comment-date-past": ({ until }: { until: End }) =>
    `${describeEnd(until)} has passed already. Choose a later date for comments.`,
  "version-comments-ended": ({ organization, until }: { organization: string; until: End }) =>
    `Comments of ${organization} on this version closed on ${describeEnd(until)}.`,
  "version-comments-not-asked": ({ organization }: { organization: string }) =>
    `${organization} has this version to read; no comments on it are asked for.`,
  "too-many-exemptions": ({ max }: { max: number }) => `A section has at most ${max} exemptions.`,
  "too-many-versions": ({ max }: { max: number }) => `A publication has at most ${max} versions.`,
  "nothing-to-freeze": () => "Choose at least one section that is in the version.",
  "section-not-opened": ({ section }: { section: string }) =>
    `“${section}” is seen by its State alone and cannot be in a version before the State opens it to others.`,
  "nothing-to-correct": () =>
    "A corrigendum or an addendum goes with a submission or a printed edition, and there is none yet.",
  "not-correctable": () =>
    "A corrigendum or an addendum corrects a submission, a printed edition or another version that was marked as submitted.",
  "corrects-not-wanted": () => "Only a corrigendum or an addendum corrects another version.",
  "draft-not-submitted": () => "A draft is not submitted. Freeze a revision, a submission or a printed edition.",
  "files-in-the-making": () =>
    "The files of this version are still being made. Mark it as submitted once they are there.",
  "version-sealed": () => "This version is signed: nothing of it changes any more.",
  "version-passed-over": () =>
    "A later version was signed before this one, which therefore is not signed any more. What it holds can be frozen again.",
  "section-unreadable": ({ section }: { section: string }) =>
    `What is kept of the text of “${section}” is damaged and cannot be read. Leave this section out of the version, or have whoever runs the server restore it.`,
  "no-signing-key": () =>
    "Nothing can be frozen now: the key that signs versions is missing or damaged on the server. Nothing is lost; tell whoever runs it.",
  "no-such-file": ({ what }: { what: string }) => `This version has no file with the name ${what}.`,
  "submission-day": ({ from, to }: { from: string; to: string }) =>
    `A version is submitted on a day from ${from}, when it was frozen, to ${to}.`,
  "too-many-submissions": ({ max }: { max: number }) => `A version is marked as submitted at most ${max} times.`,
  "changed-since-frozen": ({ count }: { count: number }) =>
    `Sections whose text has changed since this version was frozen: ${count}. Look at the list and confirm that they close as well.`,
  "freeze-not-confirmed": ({ what }: { what: string }) =>
    `Nobody can change this version any more. To confirm, type its title: ${what}`,
  "not-ready": ({ checks }: { checks: { check: string; count: number }[] }) =>
    `Points on the pre-flight list that stand in the way: ${checks.length}. Mend them, or say for each why the version is frozen all the same.`,
  "cover-note-unprintable": ({ what }: { what: string }) =>
    `No font has these characters of the cover note: ${what} Write them in another way.`,

  "links-by-editors": () => "Only a series editor may share versions by links.",
  "no-such-link": () => "There is no such link, or it is not valid any more.",
  "link-ended": () => "The link would not be valid for a moment. Choose a later day.",
  "link-too-long": ({ max }: { max: number }) => `A link is valid for at most ${max} years.`,
  "too-many-links": ({ max }: { max: number }) =>
    `At most ${max} links to versions of a publication are valid at a time. Revoke some first.`,

  "role-not-at-organization": ({ role, kind }: { role: Role; kind: OrganizationKind }) =>
    `The role ${role} does not exist at an organization of the kind ${kind}.`,
  "focal-points-complete": ({ organization, max }: { organization: string; max: number }) =>
    `${organization} has its ${max} focal points already; remove one first.`,
  "last-series-editor": () => "The publication needs a series editor; name another one first.",
} as const

export type RefusalCode = keyof typeof sentences
export const refusalCodes = Object.keys(sentences) as readonly RefusalCode[]

type DetailsOf<C extends RefusalCode> = Parameters<(typeof sentences)[C]>

export function refusalOf<C extends RefusalCode>(code: C, ...[details]: DetailsOf<C>): Refusal {
  const sentence = sentences[code] as (details: unknown) => string
  const message = sentence(details)
  return details === undefined ? { code, message } : { code, message, details: { ...(details as object) } }
}

/** The refusal whose reason is the state that the section is in. */
export function stateRefusal(state: SectionState, reason: StateReason): Refusal {
  return refusalOf(state, reason)
}

const partWords: Record<Part, string> = {
  lead: "its lead",
  "co-author": "its co-authors",
  "owner-focal-point": "its focal point",
  owner: "the organization that answers for it",
  "series-editor": "a series editor",
  "copy-editor": "the copy editor",
  "focal-point": "the focal points of States",
  delegation: "the delegations of States",
  member: "members",
  reviewer: "reviewers",
  observer: "observers",
  recipient: "recipients",
}

const leadRule: Record<TextClass, string> = {
  secretariat: "it is led by a series editor, a chapter lead, a copy editor or a data officer",
  national: "it is led by somebody of the delegation of the State that owns it",
  contributor: "it is led by an author from outside the secretariat and the delegations",
  joint: "it is led by a series editor or a chapter lead",
}

function whoMay({ action, who }: StateReason): string {
  const doer = who.length === 0 ? "nobody" : `only ${list(who)}`
  const limit =
    action === "writeSection" && who.includes("lead") && !who.includes("co-author") ? ", and only editorially" : ""
  return `${doer} may ${sectionActions[action]} it${limit}`
}

function untilWords({ until }: StateReason): string {
  return until === null ? "" : ` until ${describeEnd(until)}`
}

function list(who: readonly Part[]): string {
  const words = who.map((part) => partWords[part])
  const last = words.pop() ?? ""
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`
}
