import { type CoverNote, CoverNoteSchema, isCorrecting, isFinal, type VersionKind } from "@codraft/publication"

/** What somebody has written of a cover note; all else stands as it is offered. */
export interface CoverDraft {
  /** Null while the kind of the version says it. */
  readonly isOn: boolean | null
  readonly changed: Partial<Omit<CoverNote, "contact">>
  readonly contact: Partial<CoverNote["contact"]>
}

export const emptyCover: CoverDraft = { isOn: null, changed: {}, contact: {} }

/** What goes to somebody goes with a note, unless somebody says otherwise. */
export function hasCoverNote({ isOn }: CoverDraft, kind: VersionKind): boolean {
  return isOn ?? (isFinal(kind) || isCorrecting(kind))
}

export function isWritten({ changed, contact }: CoverDraft): boolean {
  return Object.keys(changed).length + Object.keys(contact).length > 0
}

/** The note as it reads now. */
export function noteOf(offered: CoverNote, { changed, contact }: CoverDraft): CoverNote {
  return { ...offered, ...changed, contact: { ...offered.contact, ...contact } }
}

/** As it is sent: what was pasted may have signs that no letter has. */
export function noteSent(note: CoverNote): CoverNote {
  const { contact } = note
  return {
    ...(note.language === undefined ? {} : { language: note.language }),
    addressee: lines(note.addressee),
    salutation: line(note.salutation),
    body: lines(note.body),
    closing: line(note.closing),
    contact: { name: line(contact.name), organization: line(contact.organization), email: line(contact.email) },
  }
}

export type CoverField =
  | "language"
  | "addressee"
  | "salutation"
  | "body"
  | "closing"
  | "name"
  | "organization"
  | "email"

/** The first field that the server would refuse; null where it would take the note. */
export function wrongField(note: CoverNote): CoverField | null {
  const issue = CoverNoteSchema.safeParse(noteSent(note)).error?.issues[0]
  return issue === undefined ? null : (issue.path.at(-1) as CoverField)
}

function lines(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .split("\n")
    .map(line)
    .join("\n")
    .trim()
}

function line(text: string): string {
  return text
    .replace(/\s/g, " ")
    .replace(/\p{Cc}/gu, "")
    .trim()
}
