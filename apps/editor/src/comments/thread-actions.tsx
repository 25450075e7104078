import {
  canJoin,
  type CommentAudience,
  CommentKindSchema,
  displayMember,
  type Outcome,
  OutcomeSchema,
  type PersonId,
  type Publication,
  type ReviewCommandInput,
  type Section,
  type Thread,
} from "@codraft/publication"
import { Check, EllipsisVertical, Link2, Pencil, RotateCcw, Tags, Undo2, UserRoundCheck, Users } from "lucide-react"
import { type ReactNode, useId, useState } from "react"
import { copyLink } from "../links/copy-link.ts"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { editionOf } from "./composer.tsx"
import { bodyOf, type Written, writtenFrom } from "./mentions.ts"
import type { Offers } from "./offers.ts"
import { useReviewCommand } from "./review-commands.ts"
import { TargetPicker } from "./target-picker.tsx"
import { threadPath } from "./thread-link.ts"
import { audienceChoiceWords, kindWords, outcomeWords } from "./words.ts"
import { WrittenField } from "./written-field.tsx"

interface Acting {
  publication: Publication
  section: Section
  thread: Thread
  personId: PersonId
  offers: Offers
}

type Form = "settle" | "assign" | "classify" | "widen"

/** What can be done with a thread besides replying: only what this person may. */
export function ThreadActions({ onEdit, ...acting }: Acting & { onEdit: () => void }) {
  const { publication, section, thread, offers } = acting
  const [form, setForm] = useState<Form | null>(null)
  const { run, problem } = useReviewCommand()
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
              onAction={() => void copyLink(threadPath(publication.id, section.id, thread.id))}
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
  const { run, problem } = useReviewCommand()
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
  const [outcome, setOutcome] = useState<Outcome>(thread.outcome ?? "accepted")
  const [reason, setReason] = useState(thread.reason ?? "")
  const id = useId()
  const needsReason = outcome === "not-taken-up"
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
        outcome,
        ...(reason.trim() === "" ? {} : { reason }),
      })}
    >
      <fieldset className="outcomes">
        <legend className="comment-label">{m.comment_outcome()}</legend>
        {OutcomeSchema.options.map((each, index) => (
          <label key={each} className="outcome-choice">
            <input
              type="radio"
              name={`${id}-outcome`}
              value={each}
              checked={each === outcome}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this
              autoFocus={index === 0 && thread.outcome === null}
              onChange={() => setOutcome(each)}
            />
            {outcomeWords[each]()}
          </label>
        ))}
      </fieldset>
      <label className="comment-label">
        {needsReason ? m.comment_reason_needed() : m.comment_reason()}
        <textarea
          dir="auto"
          rows={2}
          required={needsReason}
          className="input written-input"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </CardForm>
  )
}

function AssignForm({ publication, thread, onClose }: Acting & { onClose: () => void }) {
  const { assignee, due } = thread
  const [to, setTo] = useState(
    assignee === null ? "" : "person" in assignee ? `p:${assignee.person}` : `o:${assignee.organization}`,
  )
  const [day, setDay] = useState(due ?? "")
  const readers = (Object.keys(publication.members) as PersonId[])
    .filter((person) => canJoin(publication, person, thread.place))
    .map((person) => ({ person, ...displayMember(publication, person) }))
  const people = readers
    .filter(({ isOrganizationOnly }) => !isOrganizationOnly)
    .sort((a, b) => a.name.localeCompare(b.name))
  const organizations = [...new Set(readers.map(({ person }) => publication.members[person]?.orgId))]
    .flatMap((orgId) => (orgId === undefined ? [] : (publication.organizations[orgId] ?? [])))
    .sort((a, b) => a.name.localeCompare(b.name))
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
        to: to === "" ? null : to.startsWith("p:") ? { personId: to.slice(2) } : { orgId: to.slice(2) },
        due: to === "" || day === "" ? null : day,
      })}
    >
      <label className="comment-label">
        {m.comment_assign_to()}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this */}
        <select autoFocus className="input" value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="">{m.comment_assign_nobody()}</option>
          <optgroup label={m.comment_people()}>
            {people.map(({ person, name, organization }) => (
              <option key={person} value={`p:${person}`}>
                {name}, {organization}
              </option>
            ))}
          </optgroup>
          <optgroup label={m.comment_organizations()}>
            {organizations.map(({ id, name }) => (
              <option key={id} value={`o:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label className="comment-label">
        {m.comment_due()}
        <input
          type="date"
          className="input"
          value={day}
          disabled={to === ""}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
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
      <label className="comment-label">
        {m.comment_kind()}
        <select
          className="input"
          value={kind}
          onChange={(event) => setKind(CommentKindSchema.parse(event.target.value))}
        >
          {CommentKindSchema.options.map((each) => (
            <option key={each} value={each}>
              {kindWords[each]()}
            </option>
          ))}
        </select>
      </label>
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
        <label className="comment-label">
          {m.comment_seen()}
          <select
            className="input"
            value={audience}
            onChange={(event) => setAudience(event.target.value as CommentAudience)}
          >
            {offers.widenTo.map((each) => (
              <option key={each} value={each}>
                {audienceChoiceWords(publication, personId, each)}
              </option>
            ))}
          </select>
        </label>
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
