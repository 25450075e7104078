import { isCorrecting, linkDaysOffered, type LinkId, linkYearsMax, type Version } from "@codraft/publication"
import { useId, useRef, useState } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../../language/language.ts"
import { problemWords } from "../../publication/commands.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextField } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Tick } from "../../ui/tick.tsx"
import { LinkList } from "./link-list.tsx"
import { MadeLink } from "./made-link.tsx"
import { dayAhead, endOfDay, shareVersion } from "./sharing.ts"
import "./links.css"

const labelCharactersMax = 120

/** Makes links by which people without an account read a version, and takes them back. */
export default function ShareDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { publication } = usePublication()
  const { timeZone } = publication
  const [label, setLabel] = useState("")
  const [day, setDay] = useState(() => dayAhead(Date.now(), linkDaysOffered, timeZone))
  const [withCorrections, setWithCorrections] = useState(true)
  const [isAsked, setAsked] = useState(false)
  const [made, setMade] = useState<{ id: LinkId | null; url: string; label: string } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const isUnderWay = useRef(false)
  const title = useId()
  const form = useRef<HTMLFormElement>(null)
  const expiresAt = endOfDay(day, timeZone)

  const make = async () => {
    setAsked(true)
    const words = label.trim()
    if (isUnderWay.current) return
    if (words === "" || expiresAt === null) {
      form.current?.querySelector<HTMLElement>(words === "" ? "input" : "input[type=date]")?.focus()
      return
    }
    isUnderWay.current = true
    setSending(true)
    setProblem(null)
    try {
      const leadsOn = withCorrections && !isCorrecting(version.kind)
      const link = { version: version.number, label: words, withCorrections: leadsOn, expiresAt }
      const answer = await shareVersion(publication.id, link)
      if ("refusal" in answer) return setProblem(refusalWords(answer.refusal))
      setMade({ ...answer, label: words })
      announce(m.share_made({ label: words }))
      setLabel("")
      setAsked(false)
    } catch (error) {
      setProblem(problemWords(error))
    } finally {
      isUnderWay.current = false
      setSending(false)
    }
  }

  return (
    <Dialog title={m.share_title({ number: version.number, title: version.title })} onClose={onClose}>
      <p className="text-sm text-ink-soft">{m.share_what()}</p>
      <Form
        ref={form}
        className="share-form"
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <TextField
          isFirst
          label={m.share_label()}
          hint={m.share_label_hint()}
          value={label}
          onChange={setLabel}
          maxLength={labelCharactersMax}
          error={isAsked && label.trim() === "" ? m.share_label_missing() : undefined}
        />
        <TextField
          type="date"
          label={m.share_until()}
          hint={m.share_until_hint({ years: linkYearsMax })}
          value={day}
          onChange={setDay}
          error={isAsked && expiresAt === null ? m.share_until_missing() : undefined}
        />
        {isCorrecting(version.kind) ? null : (
          <Tick
            label={m.share_corrections()}
            detail={m.share_corrections_hint()}
            isSelected={withCorrections}
            onChange={setWithCorrections}
          />
        )}
        {problem ? (
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" kind="primary" isPending={isSending}>
            {m.share_create()}
          </Button>
        </div>
      </Form>
      {made ? <MadeLink key={made.url} url={made.url} label={made.label} /> : null}
      <section aria-labelledby={title} className="share-links">
        <h3 id={title} tabIndex={-1} className="version-part-title">
          {m.share_list()}
        </h3>
        <LinkList
          version={version.number}
          onRevoked={(id) => {
            if (id === made?.id) setMade(null)
            // The button that asked is gone with its line.
            requestAnimationFrame(() => document.getElementById(title)?.focus())
          }}
        />
      </section>
    </Dialog>
  )
}
