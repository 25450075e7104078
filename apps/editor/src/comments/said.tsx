import type { Comment, Publication, Thread } from "@codraft/publication"
import { m } from "../language/language.ts"
import { Avatar } from "../presence/avatar.tsx"
import { instantWords } from "../time/words.ts"
import { piecesOf } from "./mentions.ts"
import { receivedWords } from "./sources.ts"
import { speakerOf } from "./words.ts"

/** Who said it and when. */
export function SaidBy({
  publication,
  thread,
  comment,
  personId,
}: {
  publication: Publication
  thread: Thread
  comment: Comment
  personId: string
}) {
  const isFirst = comment === thread.comments[0]
  const speaker = speakerOf(publication, thread, comment.author, isFirst)
  const { onBehalf } = thread
  const isOther = isFirst && onBehalf !== undefined
  const isSelf = comment.author === personId && !isOther
  return (
    <div className="said-by">
      <Avatar personId={isOther ? onBehalf.organization : comment.author} member={speaker} size="sm" />
      <div className="min-w-0 flex-1">
        <p className="said-name">
          <bdi>{speaker.name}</bdi>
          {isSelf ? <span className="said-soft"> ({m.comment_you()})</span> : null}
        </p>
        <p className="said-soft">
          {speaker.isOrganizationOnly || speaker.organization === "" ? null : <bdi>{speaker.organization} · </bdi>}
          {isOther ? <>{receivedWords(publication, thread)} · </> : null}
          <time dateTime={new Date(comment.at).toISOString()}>{instantWords(comment.at, publication.timeZone)}</time>
          {comment.editedAt !== null && !comment.isDeleted ? ` · ${m.comment_edited()}` : null}
        </p>
      </div>
    </div>
  )
}

/** What was said: always plain text. */
export function SaidWords({
  publication,
  comment,
  isShort = false,
}: {
  publication: Publication
  comment: Comment
  /** Only its first lines. */
  isShort?: boolean
}) {
  if (comment.isDeleted) return <p className="said-soft italic">{m.comment_deleted()}</p>
  return (
    <p dir="auto" className="said-words" data-is-short={isShort || undefined}>
      {piecesOf(publication, comment.body).map((piece, index) =>
        typeof piece === "string" ? (
          piece
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one body have no other name, and never move
          <span key={index} className="said-mention">
            @<bdi>{piece.name}</bdi>
          </span>
        ),
      )}
    </p>
  )
}
