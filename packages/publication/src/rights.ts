import type { Part } from "./parts.ts"
import { type Role, RoleSchema } from "./publication.ts"
import type { Audience, SectionState, TextClass } from "./section.ts"

/**
 * Who may do what. Everything that `can` answers is read off the tables of this file, and RIGHTS.md is written
 * from them. A person may do what at least one of their parts in the section may do.
 */

/** What may be done in a section that one may read, and the words for it in "… may … this section". */
export const sectionActions = {
  /** Change the text at all. */
  writeSection: "change",
  /** Change more than spelling, layout, numbering, official names and cross-references. */
  changeSubstance: "change the substance of",
  /** Start a new comment. */
  comment: "comment on",
  replyToComment: "reply to comments on",
  /** A reply that counts as the answer of those who write the text. */
  answerComment: "answer comments on",
  /** Set the outcome, assign, say what targets it bears on. */
  resolveComment: "settle comments on",
  /** Propose other wording in the name of a delegation. */
  propose: "propose changes to",
  /** Break the silence. */
  object: "object to",
  renameSection: "rename",
  setSectionNumbering: "set the numbering of",
  setSectionLimit: "limit the length of",
  moveSection: "move",
  /** Make what stands behind a block a section of its own. */
  splitSection: "split",
  /** Move all of its text into another section, so that it leaves the outline. */
  mergeSection: "merge",
  closeSection: "close",
  openSection: "open",
  submitSection: "submit",
  setSectionState: "set the state of",
  setSectionAudience: "widen the audience of",
  setSectionLead: "name the lead of",
  setSectionCoAuthors: "name the co-authors of",
} as const
export type RuledAction = keyof typeof sectionActions
export type SectionAction = "readSection" | RuledAction

export type PublicationAction =
  | "readPublication"
  | "addSection"
  | "setMember"
  | "removeMember"
  | "setTemplate"
  | "commentOnPublication"
  | "answerOnPublication"
  | "recordComments"
  | "freezeVersion"
  | "circulateVersion"
  | "submitVersion"
  | "shareVersion"
export type Action = SectionAction | PublicationAction

type Cell = readonly Part[]
type Row = Readonly<Record<SectionState, Cell>>

const writers: Cell = ["lead", "co-author", "series-editor"]
/** Writers where the series editor is none: text that a State or an author answers for. */
const named: Cell = ["lead", "co-author"]
const leadOrEditor: Cell = ["lead", "series-editor"]
const editor: Cell = ["series-editor"]
const lead: Cell = ["lead"]
const leadOrCopyEditor: Cell = ["lead", "copy-editor"]
const owner: Cell = ["owner"]
const leadOrOwner: Cell = ["lead", "owner"]
const ownerFocalPoint: Cell = ["owner-focal-point"]
const focalPoint: Cell = ["focal-point"]
const delegations: Cell = ["delegation"]
const leadOrOwnerFocalPoint: Cell = ["lead", "owner-focal-point"]
const commenters: Cell = ["lead", "co-author", "member", "reviewer"]
/** Opening a text for comments to everyone invites its observers. */
const invited: Cell = [...commenters, "observer"]
const proposers: Cell = ["lead", "co-author", "series-editor", "delegation"]
const nobody: Cell = []

function row(
  ...[drafting, open, revision, clearance, silence, closed, submitted]: [Cell, Cell, Cell, Cell, Cell, Cell, Cell]
): Row {
  return {
    drafting,
    "open-for-comments": open,
    "under-revision": revision,
    "in-clearance": clearance,
    "under-silence": silence,
    closed,
    submitted,
  }
}
const never = row(nobody, nobody, nobody, nobody, nobody, nobody, nobody)
const inEveryState = (cell: Cell) => row(cell, cell, cell, cell, cell, cell, cell)
const untilSubmitted = (cell: Cell) => row(cell, cell, cell, cell, cell, cell, nobody)

// The columns of `row`: drafting, open for comments, under revision, in clearance, under silence, closed, submitted.

const settingState: Readonly<Record<TextClass, Row>> = {
  secretariat: row(leadOrEditor, leadOrEditor, leadOrEditor, leadOrEditor, editor, nobody, nobody),
  national: row(ownerFocalPoint, ownerFocalPoint, ownerFocalPoint, ownerFocalPoint, ownerFocalPoint, nobody, nobody),
  contributor: row(leadOrEditor, leadOrEditor, leadOrEditor, leadOrEditor, editor, nobody, nobody),
  joint: row(leadOrEditor, leadOrEditor, leadOrEditor, leadOrEditor, editor, nobody, nobody),
}

const naming: Readonly<Record<TextClass, Row>> = {
  secretariat: row(leadOrEditor, leadOrEditor, leadOrEditor, leadOrEditor, nobody, nobody, nobody),
  national: row(ownerFocalPoint, ownerFocalPoint, ownerFocalPoint, ownerFocalPoint, nobody, nobody, nobody),
  contributor: row(lead, lead, lead, lead, nobody, nobody, nobody),
  joint: row(leadOrEditor, leadOrEditor, leadOrEditor, leadOrEditor, nobody, nobody, nobody),
}

/** Where the substance may be changed, by those who answer for the section. */
const reshaping: Readonly<Record<TextClass, Row>> = {
  secretariat: row(leadOrEditor, leadOrEditor, leadOrEditor, nobody, nobody, nobody, nobody),
  national: row(lead, lead, lead, nobody, nobody, nobody, nobody),
  contributor: row(lead, lead, lead, nobody, nobody, nobody, nobody),
  joint: row(leadOrEditor, leadOrEditor, leadOrEditor, nobody, nobody, nobody, nobody),
}

export const rights: Readonly<Record<RuledAction, Readonly<Record<TextClass, Row>>>> = {
  writeSection: {
    secretariat: row(writers, writers, writers, leadOrCopyEditor, nobody, nobody, nobody),
    national: row(named, named, named, lead, nobody, nobody, nobody),
    contributor: row(named, named, named, leadOrCopyEditor, nobody, nobody, nobody),
    joint: row(writers, writers, writers, leadOrCopyEditor, nobody, nobody, nobody),
  },
  changeSubstance: {
    secretariat: row(writers, writers, writers, nobody, nobody, nobody, nobody),
    national: row(named, named, named, nobody, nobody, nobody, nobody),
    contributor: row(named, named, named, nobody, nobody, nobody, nobody),
    joint: row(writers, writers, writers, nobody, nobody, nobody, nobody),
  },
  comment: {
    secretariat: row(commenters, invited, nobody, owner, nobody, nobody, nobody),
    national: row(commenters, invited, nobody, owner, nobody, nobody, nobody),
    contributor: row(commenters, invited, nobody, owner, nobody, nobody, nobody),
    joint: row(commenters, invited, nobody, delegations, nobody, nobody, nobody),
  },
  replyToComment: {
    secretariat: row(commenters, invited, invited, owner, nobody, nobody, nobody),
    national: row(commenters, invited, invited, owner, nobody, nobody, nobody),
    contributor: row(commenters, invited, invited, owner, nobody, nobody, nobody),
    joint: row(commenters, invited, invited, delegations, nobody, nobody, nobody),
  },
  answerComment: {
    secretariat: untilSubmitted(writers),
    // The State answers, not whoever drafts for it.
    national: untilSubmitted(leadOrOwnerFocalPoint),
    contributor: untilSubmitted(named),
    // Co-authors of joint text speak for their delegations.
    joint: untilSubmitted(leadOrEditor),
  },
  resolveComment: {
    secretariat: untilSubmitted(leadOrEditor),
    national: untilSubmitted(leadOrOwnerFocalPoint),
    contributor: untilSubmitted(lead),
    joint: untilSubmitted(leadOrEditor),
  },
  propose: {
    secretariat: never,
    national: never,
    contributor: never,
    joint: row(proposers, proposers, nobody, nobody, nobody, nobody, nobody),
  },
  object: {
    secretariat: never,
    national: never,
    contributor: never,
    joint: row(nobody, nobody, nobody, nobody, focalPoint, nobody, nobody),
  },
  renameSection: naming,
  setSectionNumbering: naming,
  setSectionLimit: {
    secretariat: untilSubmitted(leadOrEditor),
    // The secretariat asks all States for the same length; nothing is blocked by it.
    national: untilSubmitted(["lead", "owner-focal-point", "series-editor"]),
    contributor: untilSubmitted(leadOrEditor),
    joint: untilSubmitted(leadOrEditor),
  },
  moveSection: {
    secretariat: untilSubmitted(editor),
    national: untilSubmitted(editor),
    contributor: untilSubmitted(editor),
    joint: untilSubmitted(editor),
  },
  splitSection: reshaping,
  mergeSection: reshaping,
  closeSection: settingState,
  openSection: {
    secretariat: row(nobody, nobody, nobody, nobody, nobody, leadOrEditor, editor),
    national: row(nobody, nobody, nobody, nobody, nobody, ownerFocalPoint, ownerFocalPoint),
    contributor: row(nobody, nobody, nobody, nobody, nobody, leadOrEditor, editor),
    joint: row(nobody, nobody, nobody, nobody, nobody, leadOrEditor, editor),
  },
  submitSection: {
    secretariat: row(nobody, nobody, nobody, nobody, nobody, editor, nobody),
    national: row(nobody, nobody, nobody, nobody, nobody, editor, nobody),
    contributor: row(nobody, nobody, nobody, nobody, nobody, editor, nobody),
    joint: row(nobody, nobody, nobody, nobody, nobody, editor, nobody),
  },
  setSectionState: settingState,
  setSectionAudience: {
    secretariat: inEveryState(lead),
    national: inEveryState(ownerFocalPoint),
    contributor: inEveryState(lead),
    joint: inEveryState(lead),
  },
  setSectionLead: {
    secretariat: untilSubmitted(editor),
    national: untilSubmitted(ownerFocalPoint),
    contributor: untilSubmitted(leadOrOwner),
    joint: untilSubmitted(editor),
  },
  setSectionCoAuthors: {
    secretariat: untilSubmitted(leadOrEditor),
    national: untilSubmitted(ownerFocalPoint),
    contributor: untilSubmitted(leadOrOwner),
    joint: untilSubmitted(editor),
  },
}

const insiders: Readonly<Record<TextClass, Cell>> = {
  secretariat: writers,
  national: [...named, ...owner],
  contributor: [...named, ...owner],
  joint: writers,
}

function readersBeside(...cell: Part[]): Readonly<Record<TextClass, Cell>> {
  return {
    secretariat: [...insiders.secretariat, ...cell],
    national: [...insiders.national, ...cell],
    contributor: [...insiders.contributor, ...cell],
    joint: [...insiders.joint, ...cell],
  }
}

/** Who reads a section, by its audience. A recipient reads no section: the submission is a frozen version. */
export const readers: Readonly<Record<Audience, Readonly<Record<TextClass, Cell>>>> = {
  writers: insiders,
  members: readersBeside("member"),
  "members-and-reviewers": readersBeside("member", "reviewer"),
  everyone: readersBeside("member", "reviewer", "observer"),
}

/** What is done in the publication as a whole, by role. `decide` looks closer at whom a focal point may set. */
export const publicationRights: Readonly<Record<PublicationAction, readonly Role[] | "everyone">> = {
  readPublication: "everyone",
  addSection: ["series-editor"],
  setMember: ["series-editor", "focal-point"],
  removeMember: ["series-editor", "focal-point"],
  setTemplate: ["series-editor"],
  commentOnPublication: RoleSchema.options.filter((role) => role !== "observer" && role !== "recipient"),
  answerOnPublication: ["series-editor"],
  recordComments: ["series-editor"],
  freezeVersion: ["series-editor"],
  circulateVersion: ["series-editor"],
  submitVersion: ["series-editor"],
  shareVersion: ["series-editor"],
}
