import type { OrgId, PersonId, SectionId, ThreadId } from "../ids.ts"
import { displayMember } from "../members.ts"
import type { Publication } from "../publication.ts"
import { mentionsIn } from "../review/body.ts"
import { organizationOf } from "../review/register.ts"
import type { Thread } from "../review/thread.ts"
import { lettersOf } from "./words.ts"

/** A comment of the register, with the words that it is on as they read now. */
export interface RegisteredComment {
  thread: Thread
  quote: string | null
}

interface RowLooked {
  /** By whose names it may be there. */
  organizations: readonly OrgId[]
  /** null: on the publication as a whole; undefined: nobody knows. */
  sectionId: SectionId | null | undefined
  text: string
  comment: string
  /** What else may stand before the comment. */
  before?: string
}

/** What stands before a comment on a version that has not got its place: "Rev.1, 12". */
export function inVersion(label: string, paragraph: string): string {
  return [label, paragraph.trim()].filter(Boolean).join(", ")
}

/** A comment of so many letters is nobody's twice in one section. */
const tellingLetters = 40

/** Recognises rows of which the register has the comment: the same words, by the same organisation, in the same section. */
export class AlreadyThere {
  readonly #byOrganization = new Map<OrgId, RegisteredComment[]>()
  readonly #shown: Publication

  constructor(shown: Publication, register: readonly RegisteredComment[]) {
    this.#shown = shown
    for (const one of register) {
      if (one.thread.state === "withdrawn") continue
      const organization = organizationOf(one.thread)
      const of = this.#byOrganization.get(organization)
      if (of === undefined) this.#byOrganization.set(organization, [one])
      else of.push(one)
    }
  }

  find({ organizations, sectionId, text, comment, before = "" }: RowLooked): ThreadId | null {
    const letters = lettersOf(comment)
    const words = lettersOf(text)
    const place = lettersOf(before)
    // Words that the text had not got stand before the comment itself, and where they were.
    const forms = new Set([letters, words + letters, place + letters, place + words + letters])
    for (const organization of organizations) {
      const same = (this.#byOrganization.get(organization) ?? []).filter(
        ({ thread }) =>
          (sectionId === undefined || thread.sectionId === sectionId) && forms.has(this.#lettersOf(thread)),
      )
      const exact = same.find(({ thread, quote }) => {
        const [then, now] = [lettersOf(thread.anchor?.quote.exact ?? ""), lettersOf(quote ?? "")]
        return words === then || words === now || (words !== "" && this.#lettersOf(thread).endsWith(words + letters))
      })
      const found = exact ?? (letters.length >= tellingLetters ? same[0] : undefined)
      if (found !== undefined) return found.thread.id
    }
    return null
  }

  /** Mentions stand in a file by the names of those whom they mention. */
  #lettersOf(thread: Thread): string {
    const body = thread.comments[0]?.body ?? ""
    const mentioned = mentionsIn(body)
    if (mentioned.length > 0) {
      const named = (all: string, id: PersonId) => all.replaceAll(`@{${id}}`, `@${displayMember(this.#shown, id).name}`)
      return lettersOf(mentioned.reduce(named, body))
    }
    const found = letters.get(thread) ?? lettersOf(body)
    letters.set(thread, found)
    return found
  }
}

/** A thread never changes in place; what mentions nobody reads the same for everybody. */
const letters = new WeakMap<Thread, string>()
