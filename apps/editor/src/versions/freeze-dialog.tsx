import { canBeFrozen, flatOutline, outline, type VersionKind } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { type RefObject, useMemo, useRef, useState } from "react"
import { Form } from "react-aria-components/Form"
import { Label } from "react-aria-components/Label"
import { TextArea } from "react-aria-components/TextArea"
import { TextField as AriaTextField } from "react-aria-components/TextField"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Select, TextField } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import {
  emptyDraft,
  type FreezeDraft,
  freezeBody,
  freezeCommand,
  isFilledIn,
  type Missing,
  missingIn,
} from "./freeze-draft.ts"
import { offeredSymbol } from "./offered-symbol.ts"
import { PreflightList } from "./preflight-list.tsx"
import { SectionsChoice } from "./sections-choice.tsx"
import { useFreeze } from "./use-freeze.ts"
import { usePreflight } from "./use-preflight.ts"
import { isCorrecting, isFinal, kindWords, versionKinds } from "./version-words.ts"

/** Asks what is to be frozen, shows what there is to look at, and freezes. Others go on typing meanwhile. */
export default function FreezeDialog({ onClose }: { onClose: () => void }) {
  const { publication } = usePublication()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<FreezeDraft>(emptyDraft)
  const [missing, setMissing] = useState<Missing | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const { freeze, isFreezing, problem, setProblem } = useFreeze()
  const form = useRef<HTMLDivElement>(null)

  const nodes = useMemo(() => flatOutline(outline(publication)), [publication])
  const sections = nodes
    .filter(({ section }) => canBeFrozen(section) && !draft.left.includes(section.id))
    .map(({ section }) => section.id)
  const preflight = usePreflight(publication.id, draft.kind, sections)
  const groups = preflight.groups ?? []
  const offered = offeredSymbol(publication.versions, draft.kind)
  const hasOut = publication.versions.some(({ kind }) => isFinal(kind))
  const kinds = versionKinds.filter((kind) => hasOut || !isCorrecting(kind))

  const change = (part: Partial<FreezeDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setMissing(null)
    setProblem(null)
  }
  const close = () => {
    if (isFreezing) return
    if (isFilledIn(draft)) setLeaving(true)
    else onClose()
  }
  const send = async () => {
    if (isFreezing) return
    const found = missingIn(draft, { sections, groups })
    setMissing(found)
    if (found !== null) return focusOn(form, found)
    const number = await freeze(freezeCommand(publication.id, freezeBody(draft, { sections, offered, groups })))
    if (number === null) {
      // What stands in the way may have come while the dialog was open.
      void preflight.check()
      return
    }
    announce(m.freeze_done({ number }))
    onClose()
    void navigate({
      to: "/p/$publicationId/versions/$number",
      params: { publicationId: publication.id, number: String(number) },
    })
  }

  return (
    <>
      <Dialog title={m.freeze_version()} width="wide" onClose={close}>
        <Form
          className="freeze-form"
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <p className="text-sm text-ink-soft">{m.freeze_what()}</p>
          <div ref={form} className="freeze-parts">
            <div className="freeze-fields">
              <div data-part="title">
                <TextField
                  label={m.title()}
                  value={draft.title}
                  onChange={(title) => change({ title })}
                  maxLength={120}
                  isFirst
                  hint={m.freeze_title_hint()}
                  error={missing?.of === "title" ? m.freeze_title_missing() : undefined}
                />
              </div>
              <Select<VersionKind>
                label={m.version_kind()}
                value={draft.kind}
                onChange={(kind) => change({ kind })}
                options={kinds.map((value) => ({ value, label: kindWords(value) }))}
                {...(hasOut ? {} : { hint: m.freeze_kinds_later() })}
              />
              <TextField
                label={m.version_symbol()}
                value={draft.symbol ?? offered}
                onChange={(symbol) => change({ symbol })}
                maxLength={60}
                hint={m.freeze_symbol_hint()}
              />
              <AriaTextField
                value={draft.note}
                onChange={(note) => change({ note })}
                maxLength={2000}
                className="block"
              >
                <Label className="block pb-1 text-sm font-semibold">{m.version_note()}</Label>
                <TextArea rows={3} dir="auto" className="input" />
              </AriaTextField>
              <SectionsChoice
                nodes={nodes}
                left={draft.left}
                isMissing={missing?.of === "sections"}
                onChange={(left) => change({ left })}
              />
            </div>
            <PreflightList
              preflight={preflight}
              reasons={draft.reasons}
              missing={missing}
              onReason={(check, reason) => change({ reasons: { ...draft.reasons, [check]: reason } })}
            />
          </div>
          {isFinal(draft.kind) ? (
            <div data-part="confirmation">
              <TextField
                label={m.freeze_confirm()}
                hint={m.freeze_confirm_hint({ title: draft.title.trim() || m.title() })}
                value={draft.confirmation}
                onChange={(confirmation) => change({ confirmation })}
                maxLength={120}
                autoComplete="off"
                error={missing?.of === "confirmation" ? m.freeze_confirm_missing() : undefined}
              />
            </div>
          ) : null}
          {problem ? (
            <Notice kind="warn" isUrgent>
              {problem}
            </Notice>
          ) : null}
          <DialogActions>
            <Button onPress={close}>{m.cancel()}</Button>
            <Button type="submit" kind="primary" isPending={isFreezing}>
              {m.freeze()}
            </Button>
          </DialogActions>
        </Form>
      </Dialog>
      {isLeaving ? (
        <Dialog title={m.comment_drop_question()} onClose={() => setLeaving(false)}>
          <p>{m.freeze_drop_text()}</p>
          <DialogActions>
            <Button onPress={onClose}>{m.comment_drop()}</Button>
            <Button kind="primary" onPress={() => setLeaving(false)}>
              {m.freeze_go_on()}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </>
  )
}

/** Where something is missing, the keyboard goes on. */
function focusOn(form: RefObject<HTMLElement | null>, missing: Missing): void {
  const part = missing.of === "reason" || missing.of === "final" ? `check-${missing.check}` : missing.of
  const root = form.current?.closest("form")
  const place = root?.querySelector(`[data-part="${CSS.escape(part)}"]`)
  const field = place?.querySelector<HTMLElement>("input:not(:disabled), textarea, [tabindex]") ?? place
  if (field instanceof HTMLElement) {
    field.focus({ preventScroll: true })
    place?.scrollIntoView({ block: "nearest" })
  }
}
