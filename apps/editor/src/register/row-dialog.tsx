import type { Publication } from "@codraft/publication"
import { plainBody } from "../comments/mentions.ts"
import { receivedWords } from "../comments/sources.ts"
import { speakerOf } from "../comments/words.ts"
import { m } from "../language/language.ts"
import { instantWords } from "../time/words.ts"
import { Dialog } from "../ui/dialog.tsx"
import type { Row } from "./rows.ts"

/** A comment on a text that is elsewhere by now, with its replies: it stands beside none. */
export default function RowDialog({
  publication,
  row,
  onClose,
}: {
  publication: Publication
  row: Row
  onClose: () => void
}) {
  const { thread } = row
  const received = receivedWords(publication, thread)
  return (
    <Dialog title={m.register_general()} onClose={onClose}>
      <ol className="register-talk">
        {thread.comments.map(({ id, author, at, body, isDeleted }, index) => {
          const { name, organization } = speakerOf(publication, thread, author, index === 0)
          return (
            <li key={id}>
              <p className="text-sm">
                <strong>{name}</strong>
                {name === organization ? "" : `, ${organization}`}
                {index === 0 && received !== null ? <span className="block text-ink-soft">{received}</span> : null}
                <span className="block text-ink-soft">{instantWords(at, publication.timeZone)}</span>
              </p>
              <p dir="auto" className="whitespace-pre-wrap">
                {isDeleted ? m.comment_deleted() : plainBody(publication, body)}
              </p>
            </li>
          )
        })}
      </ol>
      {thread.reason === null ? null : (
        <p className="pt-4" dir="auto">
          <strong>{m.register_answer()}:</strong> {thread.reason}
        </p>
      )}
    </Dialog>
  )
}
