import {
  canJoin,
  type CommentAudience,
  CommentKindSchema,
  type PersonId,
  type Publication,
  type ReviewCommandInput,
  type Thread,
} from "@codraft/publication"
import { Check, EllipsisVertical, Link2, Pencil, RotateCcw, Tags, Undo2, UserRoundCheck, Users } from "lucide-react"
import { type ReactNode, useState } from "react"
import { copyLink } from "../links/copy-link.ts"
import { m } from "../language/language.ts"
import { useOneCommand } from "../publication/commands.ts"
import { announce } from "../ui/announcer.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { assigned, AssignFields, settled, SettleFields, type Settling } from "./answer-fields.tsx"
import { CardSelect } from "./card-select.tsx"
import { editionOf } from "./edition.ts"
import { bodyOf, type Written, writtenFrom } from "./mentions.ts"
import type { Offers } from "./offers.ts"
import { TargetPicker } from "./target-picker.tsx"
import { threadPath } from "./thread-link.ts"
import { audienceChoiceWords, kindWords } from "./words.ts"
import { WrittenField } from "./written-field.tsx"

interface Acting {
  publication: Publication
  thread: Thread
  personId: PersonId
  offers: Offers
}

type Form = "settle" | "assign" | "classify" | "widen"

/** What can be done with a thread besides replying: only what this person may. */
export function ThreadActions({ onEdit, ...acting }: Acting & { onEdit: () => void }) {
  const { publication, thread, offers } = acting
  const [form, setForm] = useState<Form | null>(null)
  const { run, problem } = useOneCommand()
  const of = { publicationId: publication.id, threadId: thread.id }
  const isSettled = thread.state === "resolved" || thread.state === "withdrawn"
  const close = () => setForm(null)
  const act = async (command: ReviewCommandInput, done: string) => {
    if (await run(command)) announce(done)
  }
  return (
    <>
      {form === "settle" ? <SettleForm {...acting} onClose={close} /> : null}
      {form === "assign" ? <AssignForm {...acting} onClose={close} /> : null}
      {form === "classify" ? <ClassifyForm {...acting} onClose={close} /> : null}
      {form === "widen" ? <WidenForm {...acting} onClose={close} /> : null}
      {problem ? (
        <p role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
      {form === null ? (
        <div className="card-actions">
          {offers.settle && thread.state !== "withdrawn" ? (
            <Button kind="quiet" onPress={() => setForm("settle")}>
              <Check aria-hidden size={16} />
              {thread.state === "resolved" ? m.comment_change_outcome() : m.comment_resolve()}
            </Button>
          ) : null}
          {offers.reopen ? (
            <Button kind="quiet" onPress={() => void act({ type: "reopenComment", ...of }, m.comment_reopened())}>
              <RotateCcw aria-hidden size={16} />
              {m.comment_reopen()}
            </Button>
          ) : null}
          <Menu
            label={m.comment_more()}
            button={
              <IconButton label={m.comment_more()} className="ms-auto">
                <EllipsisVertical aria-hidden size={16} />
              </IconButton>
            }
          >
            {offers.edit.has(thread.comments[0]?.id ?? "") ? (
              <MenuItem icon={<Pencil aria-hidden size={16} />} text={m.comment_edit()} onAction={onEdit}>
                {m.comment_edit()}
              </MenuItem>
            ) : null}
            {offers.assign && !isSettled ? (
              <MenuItem
                icon={<UserRoundCheck aria-hidden size={16} />}
                text={m.comment_assign()}
                onAction={() => setForm("assign")}
              >
                {m.comment_assign()}
              </MenuItem>
            ) : null}
            {offers.classify ? (
              <MenuItem
                icon={<Tags aria-hidden size={16} />}
                text={m.comment_classify()}
                onAction={() => setForm("classify")}
              >
                {m.comment_classify()}
              </MenuItem>
            ) : null}
            {offers.widenTo.length > 0 ? (
              <MenuItem
                icon={<Users aria-hidden size={16} />}
                text={m.comment_widen()}
                onAction={() => setForm("widen")}
              >
                {m.comment_widen()}
              </MenuItem>
            ) : null}
            {offers.withdraw ? (
              <MenuItem
                icon={<Undo2 aria-hidden size={16} />}
                text={m.comment_withdraw()}
                onAction={() => void act({ type: "withdrawComment", ...of }, m.comment_withdrawn())}
              >
                {m.comment_withdraw()}
              </MenuItem>
            ) : null}
            <MenuItem
              icon={<Link2 aria-hidden size={16} />}
              text={m.comment_copy_link()}
              onAction={() => void copyLink(threadPath(publication.id, thread.sectionId, thread.id))}
            >
              {m.comment_copy_link()}
            </MenuItem>
          </Menu>
        </div>
      ) : null}
    </>
  )
}

/** A question in the card, with the answers under it. */
function CardForm({
  title,
  done,
  send,
  command,
  onClose,
  children,
}: {
  title: string
  /** What is said when it is done. */
  done: string
  send: string
  command: () => ReviewCommandInput
  onClose: () => void
  children: ReactNode
}) {
  const { run, problem } = useOneCommand()
  const submit = async () => {
    if (!(await run(command()))) return
    announce(done)
    onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields in it
    <form
      aria-label={title}
      className="card-form"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {children}
      {problem ? (
        <p role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
      <span className="composer-actions">
        <Button kind="quiet" onPress={onClose}>
          {m.cancel()}
        </Button>
        <Button kind="primary" type="submit">
          {send}
        </Button>
      </span>
    </form>
  )
}

function SettleForm({ publication, thread, onClose }: Acting & { onClose: () => void }) {
  const [settling, setSettling] = useState<Settling>({
    outcome: thread.outcome ?? "accepted",
    reason: thread.reason ?? "",
  })
  return (
    <CardForm
      title={m.comment_resolve()}
      done={m.comment_resolved()}
      send={m.comment_resolve()}
      onClose={onClose}
      command={() => ({
        type: "resolveComment",
        publicationId: publication.id,
        threadId: thread.id,
        ...settled(settling),
      })}
    >
      <SettleFields value={settling} onChange={setSettling} look="comment-label" takesFocus={thread.outcome === null} />
    </CardForm>
  )
}

function AssignForm({ publication, thread, onClose }: Acting & { onClose: () => void }) {
  const { assignee, due } = thread
  const [assigning, setAssigning] = useState({
    to: assignee === null ? "" : "person" in assignee ? `p:${assignee.person}` : `o:${assignee.organization}`,
    due: due ?? "",
  })
  const people = (Object.keys(publication.members) as PersonId[]).filter((person) =>
    canJoin(publication, person, thread.place),
  )
  return (
    <CardForm
      title={m.comment_assign()}
      done={m.comment_assign_done()}
      send={m.comment_assign()}
      onClose={onClose}
      command={() => ({
        type: "assignComment",
        publicationId: publication.id,
        threadId: thread.id,
        ...assigned(assigning),
      })}
    >
      <AssignFields
        publication={publication}
        people={people}
        value={assigning}
        onChange={setAssigning}
        look="comment-label"
        takesFocus
      />
    </CardForm>
  )
}

function ClassifyForm({ publication, thread, onClose }: Acting & { onClose: () => void }) {
  const [{ targets, isGap }, setChosen] = useState<Pick<Thread, "targets" | "isGap">>(thread)
  const [kind, setKind] = useState(thread.kind)
  return (
    <CardForm
      title={m.comment_classify()}
      done={m.comment_classified()}
      send={m.save()}
      onClose={onClose}
      command={() => ({
        type: "setCommentTargets",
        publicationId: publication.id,
        threadId: thread.id,
        targets: isGap ? ["gap"] : targets,
        kind,
      })}
    >
      <TargetPicker
        chosen={{ targets, isGap }}
        onChange={(chosen) => setChosen({ targets: [...chosen.targets], isGap: chosen.isGap })}
        edition={editionOf(publication)}
      />
      <CardSelect
        label={m.comment_kind()}
        options={CommentKindSchema.options.map((value) => ({ value, label: kindWords[value]() }))}
        value={kind}
        onChange={setKind}
      />
    </CardForm>
  )
}

/** What others are to read is a comment of its own: the talk inside stays where it is. */
function WidenForm({ publication, thread, personId, offers, onClose }: Acting & { onClose: () => void }) {
  const [audience, setAudience] = useState<CommentAudience>(offers.widenTo.at(-1) ?? "section")
  const [written, setWritten] = useState<Written>(() => writtenFrom(publication, thread.comments[0]?.body ?? ""))
  const isWhole = thread.audience === "section"
  return (
    <CardForm
      title={m.comment_widen()}
      done={m.comment_widened()}
      send={m.comment_widen_now()}
      onClose={onClose}
      command={() => ({
        type: "widenComment",
        publicationId: publication.id,
        threadId: thread.id,
        audience,
        ...(isWhole ? {} : { body: bodyOf(written) }),
      })}
    >
      <p className="said-soft">{isWhole ? m.comment_widen_whole() : m.comment_widen_hint()}</p>
      {offers.widenTo.length > 1 ? (
        <CardSelect
          label={m.comment_seen()}
          options={offers.widenTo.map((value) => ({
            value,
            label: audienceChoiceWords(publication, personId, thread.sectionId, value),
          }))}
          value={audience}
          onChange={setAudience}
        />
      ) : null}
      {isWhole ? null : (
        <WrittenField
          label={m.comment_widen_body()}
          isLabelShown
          value={written}
          onChange={setWritten}
          publication={publication}
          mayRead={() => false}
          onSend={() => {}}
          onEscape={onClose}
          takesFocus
        />
      )}
    </CardForm>
  )
}
