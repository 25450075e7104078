import {
  canJoin,
  type Comment,
  displayMember,
  type PersonId,
  type Publication,
  type Thread,
} from "@codraft/publication"
import { Pencil, Trash2 } from "lucide-react"
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react"
import { m } from "../language/language.ts"
import { useOneCommand } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import { instantWords } from "../time/words.ts"
import { announce } from "../ui/announcer.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import type { KeptDrafts } from "./kept-drafts.ts"
import { bodyOf, nothingWritten, type Written, writtenFrom } from "./mentions.ts"
import type { Offers } from "./offers.ts"
import { SaidBy, SaidWords } from "./said.tsx"
import { outcomeWords } from "./words.ts"
import { WrittenField, type WrittenFieldHandle } from "./written-field.tsx"

interface Talk {
  publication: Publication
  thread: Thread
  personId: PersonId
  offers: Offers
}

/** What was said after the first comment, and how it ended. */
export function Replies({
  isEditing,
  onEdited,
  ...talk
}: Talk & {
  /** The first comment is being changed. */
  isEditing: boolean
  onEdited: () => void
}) {
  const { publication, thread, personId } = talk
  const [first, ...replies] = thread.comments
  return (
    <>
      {first && isEditing ? <EditForm {...talk} comment={first} onDone={onEdited} /> : null}
      {replies.length > 0 ? (
        <ol aria-label={m.comment_replies_list()} className="replies">
          {replies.map((reply) => (
            <li key={reply.id}>
              <SaidBy publication={publication} thread={thread} comment={reply} personId={personId} />
              <OwnComment {...talk} comment={reply} />
            </li>
          ))}
        </ol>
      ) : null}
      <Outcome publication={publication} thread={thread} />
    </>
  )
}

function Outcome({ publication, thread }: Pick<Talk, "publication" | "thread">) {
  const { outcome, reason, resolvedBy, resolvedAt } = thread
  if (outcome === null || resolvedBy === null || resolvedAt === null) return null
  return (
    <div className="outcome">
      <p className="font-semibold">{outcomeWords[outcome]()}</p>
      {reason === null ? null : (
        <p dir="auto" className="said-words">
          {reason}
        </p>
      )}
      <p className="said-soft">
        {m.comment_resolved_by({
          who: displayMember(publication, resolvedBy).name,
          when: instantWords(resolvedAt, publication.timeZone),
        })}
      </p>
    </div>
  )
}

/** A reply, with the means to change it where it is one's own. */
function OwnComment({ comment, ...talk }: Talk & { comment: Comment }) {
  const { publication, thread, offers } = talk
  const [form, setForm] = useState<"edit" | "remove" | null>(null)
  const { run, problem } = useOneCommand()
  const remove = async () => {
    const of = { publicationId: publication.id, threadId: thread.id, commentId: comment.id }
    if (!(await run({ type: "deleteComment", ...of }))) return
    setForm(null)
    announce(m.comment_deleted())
  }
  const mayEdit = offers.edit.has(comment.id)
  const mayRemove = offers.remove.has(comment.id)
  if (form === "edit") return <EditForm {...talk} comment={comment} onDone={() => setForm(null)} />
  return (
    <div className="own-comment">
      <SaidWords publication={publication} comment={comment} />
      {form === "remove" ? (
        <span className="composer-actions">
          <span className="me-auto text-sm">{m.comment_delete_question()}</span>
          <Button kind="quiet" onPress={() => setForm(null)}>
            {m.cancel()}
          </Button>
          <Button onPress={() => void remove()}>{m.comment_delete()}</Button>
        </span>
      ) : mayEdit || mayRemove ? (
        <span className="own-tools">
          {mayEdit ? (
            <IconButton label={m.comment_edit()} onPress={() => setForm("edit")}>
              <Pencil aria-hidden size={14} />
            </IconButton>
          ) : null}
          {mayRemove ? (
            <IconButton label={m.comment_delete()} onPress={() => setForm("remove")}>
              <Trash2 aria-hidden size={14} />
            </IconButton>
          ) : null}
        </span>
      ) : null}
      {problem ? (
        <p role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

function EditForm({ publication, thread, comment, onDone }: Talk & { comment: Comment; onDone: () => void }) {
  const [written, setWritten] = useState<Written>(() => writtenFrom(publication, comment.body))
  const { run, isSending, problem } = useOneCommand()
  const save = async () => {
    const body = bodyOf(written)
    if (body.trim() === "" || isSending) return
    const of = { publicationId: publication.id, threadId: thread.id, commentId: comment.id }
    if (await run({ type: "editComment", ...of, body })) onDone()
  }
  return (
    <div className="own-comment">
      <WrittenField
        label={m.comment_edit()}
        value={written}
        onChange={setWritten}
        publication={publication}
        mayRead={(person) => canJoin(publication, person, thread.place)}
        onSend={() => void save()}
        onEscape={onDone}
        isInvalid={problem !== null}
        takesFocus
      />
      {problem ? (
        <p role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
      <span className="composer-actions">
        <Button kind="quiet" onPress={onDone}>
          {m.cancel()}
        </Button>
        <Button kind="primary" onPress={() => void save()}>
          {m.save()}
        </Button>
      </span>
    </div>
  )
}

export interface ReplyHandle {
  focus(): void
}

/** A field that is always there, and grows with what is written. */
export function Reply({
  publication,
  thread,
  offers,
  drafts,
  handle,
  onEscape,
}: Talk & { drafts: KeptDrafts<Written>; handle?: Ref<ReplyHandle>; onEscape: () => void }) {
  const place = thread.id
  const [written, setWritten] = useState<Written>(() => drafts.get(place) ?? nothingWritten)
  const { run, isSending, problem, setProblem } = useOneCommand()
  const field = useRef<WrittenFieldHandle>(null)
  /** The same for every try, so that one that was done is not done twice. */
  const [commentId, setCommentId] = useState(() => crypto.randomUUID())
  useImperativeHandle(handle, () => ({ focus: () => field.current?.focus() }))
  useEffect(() => {
    const store = () => drafts.set(place, written.text.trim() === "" ? null : written)
    const timer = window.setTimeout(store, 300)
    addEventListener("pagehide", store)
    return () => {
      clearTimeout(timer)
      removeEventListener("pagehide", store)
      store()
    }
  }, [drafts, place, written])
  if (!offers.reply && written.text.trim() === "") {
    const { replyRefusal } = offers
    return replyRefusal === null || thread.state !== "open" ? null : (
      <p className="said-soft">{refusalWords(replyRefusal)}</p>
    )
  }
  const send = async () => {
    const body = bodyOf(written)
    if (body.trim() === "" || isSending) return
    const isDone = await run({
      type: "replyToComment",
      publicationId: publication.id,
      threadId: thread.id,
      commentId,
      body,
    })
    if (!isDone) return
    setWritten(nothingWritten)
    setCommentId(crypto.randomUUID())
    announce(m.comment_reply_posted())
  }
  return (
    <div className="reply">
      <WrittenField
        handle={field}
        label={m.comment_reply()}
        value={written}
        onChange={(next) => {
          setProblem(null)
          setWritten(next)
        }}
        publication={publication}
        mayRead={(person) => canJoin(publication, person, thread.place)}
        onSend={() => void send()}
        onEscape={onEscape}
        placeholder={m.comment_reply_placeholder()}
        isInvalid={problem !== null}
      />
      {problem ? (
        <p role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
      {written.text.trim() === "" ? null : (
        <span className="composer-actions">
          <Button kind="quiet" onPress={() => setWritten(nothingWritten)}>
            {m.cancel()}
          </Button>
          <Button kind="primary" onPress={() => void send()}>
            {m.comment_reply()}
          </Button>
        </span>
      )}
    </div>
  )
}
