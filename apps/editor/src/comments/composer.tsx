import {
  canJoin,
  type CommentAudience,
  CommentKindSchema,
  type PersonId,
  type Publication,
  type Section,
  streams,
} from "@codraft/publication"
import type { AnchoredSelection } from "@codraft/document/collab"
import { type Ref, useEffect, useEffectEvent, useId, useImperativeHandle, useRef, useState } from "react"
import { m } from "../language/language.ts"
import { useOneCommand } from "../publication/commands.ts"
import { usePublication } from "../publication/publication-context.ts"
import { keysShown, isMac } from "../section/keys.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { CardSelect } from "./card-select.tsx"
import { editionOf } from "./edition.ts"
import { type CommentDraft, type KeptDrafts, versionDraftsAt, type VersionWords } from "./kept-drafts.ts"
import { bodyOf, nothingWritten } from "./mentions.ts"
import type { NewCommentOffers } from "./offers.ts"
import { TargetPicker } from "./target-picker.tsx"
import { audienceChoiceWords, kindWords } from "./words.ts"
import { WrittenField, type WrittenFieldHandle } from "./written-field.tsx"

export interface ComposerHandle {
  focus(): void
}

/** A text whose words the comment is on: the server has to have them first. */
export interface TypedText {
  /** Resolves when the server has all that was typed in this window. */
  receipted(signal: AbortSignal): Promise<void>
  isOffline: boolean
}

/** Where a comment is written. It goes when it is posted or dropped; what is typed stays on the device until then. */
export function Composer({
  section,
  text,
  threadId,
  anchor,
  version,
  words,
  isLost,
  offers,
  drafts,
  onPosted,
  onDropped,
  onWithoutWords,
  handle,
}: {
  /** null: on the publication as a whole. */
  section: Section | null
  /** null: there is none. */
  text: TypedText | null
  threadId: string
  anchor: AnchoredSelection | null
  /** What of a version it is on, with what that is called: then it is on no words of the draft. */
  version?: (VersionWords & { readonly name: string }) | undefined
  /** As they stand in the text now. */
  words: string
  /** The words have been deleted while one wrote. */
  isLost: boolean
  offers: NewCommentOffers
  drafts: KeptDrafts<CommentDraft>
  onPosted: (threadId: string) => void
  onDropped: () => void
  onWithoutWords: () => void
  handle?: Ref<ComposerHandle>
}) {
  const { publication, personId } = usePublication()
  const place =
    version === undefined ? (section?.id ?? publication.id) : versionDraftsAt(publication.id, version.number)
  const [draft, setDraft] = useState<CommentDraft>(
    () =>
      drafts.get(place) ?? {
        ...nothingWritten,
        threadId,
        anchor,
        targets: [],
        isGap: false,
        kind: "substantive",
        audience: null,
      },
  )
  const [isAsking, setAsking] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const { run, isSending, problem, setProblem } = useOneCommand()
  const field = useRef<WrittenFieldHandle>(null)
  const form = useRef<HTMLFormElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const waiting = useRef<AbortController | null>(null)
  const id = useId()
  useImperativeHandle(handle, () => ({ focus: () => field.current?.focus() }))

  const change = (part: Partial<CommentDraft>) => {
    setProblem(null)
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(next)
  }
  /** At once: a reload, and a composer that moves to another place, find all that was typed. */
  const keepDraft = (next: CommentDraft) =>
    drafts.set(place, isBegun(next) ? { ...next, threadId, anchor, version: version ?? null } : null)
  const isTyped = isBegun(draft)
  const keepWith = useEffectEvent((words: Pick<CommentDraft, "threadId" | "anchor" | "version">) =>
    drafts.set(place, isTyped ? { ...draft, ...words } : null),
  )
  useEffect(() => keepWith({ threadId, anchor, version: version ?? null }), [threadId, anchor, version])
  useEffect(() => () => waiting.current?.abort(), [])
  useEffect(() => {
    // When it has come to its place beside the words: all of it is seen, down to the button that posts it.
    const frame = requestAnimationFrame(() => form.current?.scrollIntoView({ block: "nearest" }))
    return () => cancelAnimationFrame(frame)
  }, [])
  useEffect(() => {
    if (isAsking) keep.current?.focus({ preventScroll: true })
  }, [isAsking])

  const audience = offers.audiences.find((offer) => offer.audience === draft.audience)?.audience ?? offers.usual
  const chosen = offers.audiences.find((offer) => offer.audience === audience)
  const mayRead = (other: PersonId) =>
    reads(publication, { section, isOnVersion: version !== undefined }, personId, audience, other)

  const drop = () => {
    drafts.set(place, null)
    setDraft((before) => ({ ...before, ...nothingWritten, targets: [], isGap: false }))
    onDropped()
  }
  const leave = () => (isTyped ? setAsking(true) : drop())
  const post = async () => {
    const body = bodyOf(draft)
    if (isSending || isWaiting) return
    if (body.trim() === "") {
      setProblem(m.comment_empty())
      field.current?.focus()
      return
    }
    if (text !== null) {
      const stop = new AbortController()
      waiting.current = stop
      setWaiting(true)
      try {
        await text.receipted(stop.signal)
      } catch (error) {
        if (stop.signal.aborted) return
        throw error
      } finally {
        setWaiting(false)
      }
    }
    const isPosted = await run({
      type: "addComment",
      publicationId: publication.id,
      ...(section === null || version !== undefined ? {} : { sectionId: section.id }),
      threadId,
      ...(anchor === null ? {} : { anchor: { quote: anchor.quote, ...positionsOf(anchor) } }),
      ...(version === undefined ? {} : { version: placeOf(version) }),
      body,
      targets: draft.isGap ? ["gap"] : [...draft.targets],
      kind: draft.kind,
      audience,
    })
    if (!isPosted) return
    drafts.set(place, null)
    setDraft((before) => ({ ...before, ...nothingWritten, targets: [], isGap: false }))
    announce(m.comment_posted())
    onPosted(threadId)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields in it
    <form
      ref={form}
      aria-label={m.comment_new()}
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void post()
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault()
          event.stopPropagation()
          leave()
        } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
          event.preventDefault()
          void post()
        }
      }}
    >
      <p id={`${id}-on`} className="composer-on">
        {version !== undefined ? (
          <OnVersion version={version} />
        ) : anchor === null ? (
          section === null ? (
            m.comment_on_publication()
          ) : (
            m.comment_on_section()
          )
        ) : (
          <>
            {m.comment_on_words()}{" "}
            <q dir="auto" className="comment-quote">
              {words || anchor.quote.exact}
            </q>
          </>
        )}
      </p>
      {isLost ? (
        <p className="composer-note">
          {m.comment_words_deleted()}{" "}
          <button type="button" className="link" onClick={onWithoutWords}>
            {m.comment_without_words()}
          </button>
        </p>
      ) : null}
      <WrittenField
        handle={field}
        label={m.comment_body()}
        value={draft}
        onChange={(written) => change(written)}
        publication={publication}
        mayRead={mayRead}
        onSend={() => void post()}
        onEscape={leave}
        describedBy={problem ? `${id}-problem` : `${id}-on`}
        placeholder={m.comment_placeholder()}
        isInvalid={problem !== null}
      />
      <TargetPicker
        chosen={draft}
        onChange={({ targets, isGap }) => change({ targets, isGap })}
        edition={editionOf(publication)}
      />
      <div className="composer-row">
        <CardSelect
          label={m.comment_kind()}
          options={CommentKindSchema.options.map((value) => ({ value, label: kindWords[value]() }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <CardSelect
          label={m.comment_seen()}
          options={offers.audiences.map((offer) => ({
            value: offer.audience,
            label: audienceChoiceWords(publication, personId, section?.id ?? null, offer.audience),
          }))}
          value={audience}
          onChange={(chosen) => change({ audience: chosen })}
          describedBy={`${id}-seen`}
        />
      </div>
      <p id={`${id}-seen`} className="composer-seen">
        {seenWords(publication, section, anchor !== null, audience, chosen?.isForStateFirst ?? false, offers)}
      </p>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="comment-problem">
          {problem}
        </p>
      ) : null}
      {isWaiting ? (
        <output className="composer-note">{text?.isOffline ? m.comment_waits_offline() : m.comment_waits()}</output>
      ) : null}
      {isAsking ? (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- in its place in the comment, not over the page
        <div role="alertdialog" aria-label={m.comment_drop_question()} className="composer-question">
          <p>{m.comment_drop_question()}</p>
          <span className="composer-actions">
            <button
              ref={keep}
              type="button"
              className="button"
              onClick={() => {
                setAsking(false)
                field.current?.focus()
              }}
            >
              {m.comment_keep_writing()}
            </button>
            <Button kind="quiet" onPress={drop}>
              {m.comment_drop()}
            </Button>
          </span>
        </div>
      ) : (
        <div className="composer-actions">
          <span className="composer-keys">{keysShown("Mod Enter", isMac())}</span>
          <Button kind="quiet" onPress={leave}>
            {m.cancel()}
          </Button>
          <Button kind="primary" type="submit">
            {m.comment_post()}
          </Button>
        </div>
      )}
    </form>
  )
}

const isBegun = ({ text, targets, isGap }: CommentDraft) => text.trim() !== "" || targets.length > 0 || isGap

function positionsOf({ start, end }: AnchoredSelection) {
  return start == null || end == null ? {} : { start, end }
}

/** As the command names it: all of a paragraph has no quote. */
function placeOf({ number, sectionId, block, quote }: VersionWords) {
  return {
    number,
    sectionId,
    block,
    ...(quote === null ? {} : { quote }),
  }
}

function OnVersion({ version: { name, quote } }: { version: VersionWords & { readonly name: string } }) {
  return quote === null ? (
    m.comment_on_paragraph({ place: name })
  ) : (
    <>
      <bdi>{name}</bdi>{" "}
      <q dir="auto" className="comment-quote">
        {quote.exact}
      </q>
    </>
  )
}

function seenWords(
  publication: Publication,
  section: Section | null,
  isOnWords: boolean,
  audience: CommentAudience,
  isForStateFirst: boolean,
  { audiences }: NewCommentOffers,
): string {
  const owner = section?.ownerOrg === undefined ? "" : (publication.organizations[section.ownerOrg]?.name ?? "")
  if (isForStateFirst) return m.comment_seen_state_first({ state: owner })
  if (audience === "section" && section === null) return m.comment_seen_publication()
  if (audience === "section") return isOnWords ? m.comment_seen_section() : m.comment_seen_section_whole()
  if (audience === "secretariat") return m.comment_seen_secretariat()
  return audiences.length === 1 ? m.comment_seen_inside_only() : m.comment_seen_inside()
}

/** Whether somebody will read a comment of this audience, as far as this person can know. */
function reads(
  publication: Publication,
  { section, isOnVersion }: { section: Section | null; isOnVersion: boolean },
  self: PersonId,
  audience: CommentAudience,
  other: PersonId,
): boolean {
  const organization = publication.members[self]?.orgId
  // Whom a comment on a version beside the draft is for has the version.
  const isBeside = isOnVersion && section === null
  const place = section === null ? streams.review(publication.id) : streams.section(section.id)
  if (!isBeside && !canJoin(publication, other, place)) return false
  if (audience === "section" || organization === undefined) return true
  const stream = audience === "delegation" ? streams.delegation : streams.shared
  return canJoin(publication, other, stream(publication.id, organization))
}
