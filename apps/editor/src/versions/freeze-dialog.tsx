import { canBeCorrected, canBeFrozen, flatOutline, isCorrecting, isFinal, outline } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { type RefObject, useMemo, useRef, useState } from "react"
import { Form } from "react-aria-components/Form"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { Tick } from "../ui/tick.tsx"
import { hasCoverNote, noteOf } from "./cover/cover-draft.ts"
import { CoverFields } from "./cover/cover-fields.tsx"
import { useOfferedNote } from "./cover/use-offered-note.ts"
import { DropQuestion } from "./freeze/drop-question.tsx"
import { ConfirmationField, IdentityFields, SectionsField } from "./freeze/freeze-fields.tsx"
import { FreezeFoot } from "./freeze/freeze-foot.tsx"
import { FreezeSteps, useCurrentStep } from "./freeze/freeze-steps.tsx"
import {
  emptyDraft,
  type FreezeDraft,
  type FrontWords,
  freezeBody,
  freezeCommand,
  isFilledIn,
  type Missing,
  missingIn,
} from "./freeze-draft.ts"
import { offeredSymbol } from "./offered-symbol.ts"
import { PreflightList } from "./preflight-list.tsx"
import { useFreeze } from "./use-freeze.ts"
import { usePreflight } from "./use-preflight.ts"
import { versionKinds } from "./version-words.ts"
import "./freeze/freeze.css"

/** Asks what is to be frozen, shows what there is to look at, and freezes. Others go on typing meanwhile. */
export default function FreezeDialog({ onClose }: { onClose: () => void }) {
  const { publication } = usePublication()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<FreezeDraft>(emptyDraft)
  const [missing, setMissing] = useState<Missing | null>(null)
  /** Words with which it could not be frozen: the list is asked about them as well, until they are others. */
  const [refused, setRefused] = useState<FrontWords | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const { freeze, isFreezing, problem, setProblem } = useFreeze()
  const parts = useRef<HTMLDivElement>(null)
  const { current, onScroll } = useCurrentStep()

  const nodes = useMemo(() => flatOutline(outline(publication)), [publication])
  const sections = nodes
    .filter(({ section }) => canBeFrozen(section) && !draft.left.includes(section.id))
    .map(({ section }) => section.id)
  const preflight = usePreflight(publication.id, draft.kind, sections, refused)
  const groups = preflight.groups ?? []
  const offered = offeredSymbol(publication.versions, draft.kind, draft.corrects)
  const hasOut = publication.versions.some(canBeCorrected)
  const offeredNote = useOfferedNote(draft.kind, draft.cover.changed.language)
  const coverNote = hasCoverNote(draft.cover, draft.kind) ? noteOf(offeredNote, draft.cover) : null
  const chosen = { sections, groups, coverNote }
  const kinds = versionKinds.filter((kind) => hasOut || !isCorrecting(kind))

  const change = (part: Partial<FreezeDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setMissing(null)
    setProblem(null)
    if ("title" in part || "symbol" in part || "note" in part || "kind" in part) setRefused(null)
  }
  const close = () => {
    if (isFreezing) return
    if (isFilledIn(draft)) setLeaving(true)
    else onClose()
  }
  const send = async () => {
    if (isFreezing) return
    const found = missingIn(draft, chosen)
    setMissing(found)
    if (found !== null) return focusOn(parts, found)
    const body = freezeBody(draft, { ...chosen, offered })
    const number = await freeze(freezeCommand(publication.id, body))
    if (number === null) {
      setRefused({ title: body.title, symbol: body.symbol, note: body.note })
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

  const fields = { draft, missing, onChange: change }
  const blockers = groups.filter(({ isBlocker }) => isBlocker).length
  return (
    <>
      <Dialog title={m.freeze_version()} width="full" onClose={close}>
        <Form
          className="freeze-form"
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <FreezeSteps
            root={parts}
            current={current}
            steps={[
              { step: "identity", label: m.freeze_step_identity() },
              { step: "sections", label: m.sections() },
              { step: "beside", label: m.cover_note() },
              { step: "preflight", label: m.freeze_step_preflight(), count: blockers },
              ...(isFinal(draft.kind) ? [{ step: "confirmation", label: m.freeze_step_confirmation() }] : []),
            ]}
          />
          <div ref={parts} className="freeze-parts" onScroll={onScroll}>
            <div className="freeze-column">
              <div data-step="identity" tabIndex={-1} className="freeze-step">
                <IdentityFields {...fields} kinds={kinds} offered={offered} versions={publication.versions} />
              </div>
              <div data-step="sections" tabIndex={-1} className="freeze-step">
                <SectionsField {...fields} nodes={nodes} />
              </div>
              <div data-step="beside" tabIndex={-1} className="freeze-step freeze-beside">
                <CoverFields
                  kind={draft.kind}
                  symbol={draft.symbol ?? offered}
                  cover={draft.cover}
                  offered={offeredNote}
                  title={draft.title}
                  wrong={missing?.of === "cover" ? missing.field : null}
                  onChange={(cover) => change({ cover })}
                />
                <Tick
                  label={m.register_beside()}
                  detail={m.register_beside_hint()}
                  isSelected={draft.withRegister}
                  onChange={(withRegister) => change({ withRegister })}
                />
              </div>
            </div>
            <div data-step="preflight" tabIndex={-1} className="freeze-column">
              <PreflightList
                preflight={preflight}
                reasons={draft.reasons}
                missing={missing}
                onReason={(check, reason) => change({ reasons: { ...draft.reasons, [check]: reason } })}
              />
            </div>
            {isFinal(draft.kind) ? (
              <div data-step="confirmation" data-part="confirmation" tabIndex={-1} className="freeze-confirmation">
                <ConfirmationField {...fields} />
              </div>
            ) : null}
          </div>
          {problem ? (
            <div className="freeze-problem">
              <Notice kind="warn" isUrgent>
                {problem}
              </Notice>
            </div>
          ) : null}
          <FreezeFoot
            missing={missingIn(draft, chosen)}
            isChecked={preflight.groups !== null && !preflight.isChecking}
            isFreezing={isFreezing}
            onCancel={close}
          />
        </Form>
      </Dialog>
      {isLeaving ? <DropQuestion onDrop={onClose} onStay={() => setLeaving(false)} /> : null}
    </>
  )
}

/** Where something is missing, the keyboard goes on. */
function focusOn(parts: RefObject<HTMLElement | null>, missing: Missing): void {
  const place = parts.current?.querySelector(`[data-part="${CSS.escape(partOf(missing))}"]`)
  const field = place?.querySelector<HTMLElement>("input:not(:disabled), textarea") ?? place
  if (field instanceof HTMLElement) {
    field.focus({ preventScroll: true })
    // What is wrong with it is said below.
    field.scrollIntoView({ block: "center" })
  }
}

function partOf(missing: Missing): string {
  if (missing.of === "cover") return `cover-${missing.field}`
  return "check" in missing ? `check-${missing.check}` : missing.of
}
