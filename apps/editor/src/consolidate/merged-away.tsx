import { displayMember, type Section, whereNow } from "@codraft/publication"
import { Link, useLocation } from "@tanstack/react-router"
import type { LexicalEditor } from "lexical"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { blockOfHash } from "../links/block-link.ts"
import { usePublication } from "../publication/publication-context.ts"
import { instantWords, ownZone } from "../time/words.ts"
import { useTitle } from "../ui/use-title.ts"
import { useBlockAtCaret } from "./block-at-caret.ts"

/** In the place of a section whose text is in another one now: who did that, and the way to it, at the passage that was asked for or written in. */
export function MergedAway({
  former,
  editor,
  children,
}: {
  former: Section
  editor: LexicalEditor | undefined
  children: ReactNode
}) {
  const block = useBlockAtCaret(editor)
  const { publication } = usePublication()
  const hash = useLocation({ select: (location) => location.hash })
  useTitle(former.title, publication.title)
  const wanted = blockOfHash(hash) ?? block
  const whole = whereNow(publication, { section: former.id })
  const passage = wanted === null ? null : whereNow(publication, { section: former.id, block: wanted })
  const at = passage?.isMoved ? passage : whole
  const into = at === null ? undefined : publication.sections[at.section as Section["id"]]
  const gone = publication.passages[former.id]?.findLast(({ type, isWhole }) => type === "gone" && isWhole)
  const person = gone === undefined || gone.by === "system" ? "" : displayMember(publication, gone.by).name
  const time = gone === undefined ? "" : instantWords(gone.at, ownZone())
  return (
    <div className="mx-auto w-full max-w-2xl px-4 pt-16 pb-24 sm:px-8">
      <h1 className="font-serif text-2xl font-semibold">{former.title}</h1>
      <p className="pt-3 font-serif text-lg text-ink-soft">
        {into === undefined
          ? m.merged_away({ person, time })
          : m.merged_away_into({ person, time, section: into.title })}
      </p>
      {into === undefined ? null : (
        <p className="pt-6">
          <Link
            to="/p/$publicationId/s/$sectionId"
            params={{ publicationId: publication.id, sectionId: into.id }}
            {...(at?.block === undefined ? {} : { hash: at.block })}
            className="link"
          >
            {m.to_the_text_in({ section: into.title })}
          </Link>
        </p>
      )}
      <div className="pt-6 empty:hidden">{children}</div>
    </div>
  )
}
