import {
  flatOutline,
  outline,
  type Publication,
  type SectionId,
  SectionIdSchema,
  targetRefKey,
} from "@codraft/publication"
import { CircleAlert, CircleCheck, CircleDashed, Files } from "lucide-react"
import { useId, useMemo, useState } from "react"
import { numberWords } from "../../contents/section-words.ts"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"
import { DialogActions } from "../../ui/dialog.tsx"
import { blockOf, isGoing, type PlannedRow, totalsOf, type WhoseTable } from "./plan.ts"
import { doubtsOf, isToLookAt, offeredWords, placeWords, shortly } from "./words.ts"

type Shown = "all" | "going" | "attention" | "known"
const rowsOnPage = 50

/** What importing each row comes to, to be looked through and put right. */
export function LookStep({
  publication,
  rows,
  whose,
  version,
  keepsAnswers,
  onKeepAnswers,
  onChange,
  onSection,
  onBack,
  onImport,
  problem,
}: {
  publication: Publication
  rows: readonly PlannedRow[]
  whose: WhoseTable
  /** What the version that the table comments on is called; null: it comments on the draft. */
  version: string | null
  keepsAnswers: boolean
  onKeepAnswers: (keeps: boolean) => void
  onChange: (row: PlannedRow) => void
  onSection: (row: PlannedRow, sectionId: SectionId | null) => void
  onBack: () => void
  onImport: () => void
  problem: string | null
}) {
  const [shown, setShown] = useState<Shown>("all")
  const [page, setPage] = useState(0)
  const totals = totalsOf(rows, whose)
  const listed: Record<Shown, readonly PlannedRow[]> = {
    all: rows,
    going: rows.filter((row) => isGoing(row, whose)),
    attention: rows.filter((row) => isToLookAt(publication, row, whose, version)),
    known: rows.filter(({ preview }) => preview.known !== null),
  }
  const list = listed[shown]
  const first = Math.min(page * rowsOnPage, Math.max(0, list.length - 1))
  const from = first - (first % rowsOnPage)
  const sections = useMemo(
    () =>
      flatOutline(outline(publication)).map((node) => ({
        id: node.section.id,
        name: `${numberWords(node)} ${node.section.title}`,
      })),
    [publication],
  )
  const showWords: Record<Shown, (count: { count: number }) => string> = {
    all: m.import_show_all,
    going: m.import_show_going,
    attention: m.import_show_attention,
    known: m.import_show_known,
  }
  return (
    <>
      <div className="import-head">
        <output className="import-totals">
          {m.import_totals(totals)}
          {totals.onWhole > 0 ? ` ${m.import_on_whole({ count: totals.onWhole })}` : ""}
          {totals.blocked > 0 ? ` ${m.import_blocked({ count: totals.blocked })}` : ""}
        </output>
        <label className="register-field">
          <span>{m.import_show()}</span>
          <select
            className="input"
            value={shown}
            onChange={({ target: { value } }) => {
              setShown(value as Shown)
              setPage(0)
            }}
          >
            {(["all", "going", "attention", "known"] as const).map((one) => (
              <option key={one} value={one}>
                {showWords[one]({ count: listed[one].length })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {totals.answered > 0 ? (
        <label className="import-tick">
          <input type="checkbox" checked={keepsAnswers} onChange={({ target }) => onKeepAnswers(target.checked)} />
          {m.import_answers({ count: totals.answered })}
        </label>
      ) : null}
      {list.length === 0 ? <p className="register-words">{m.import_show_none()}</p> : null}
      <ul className="import-rows" aria-label={m.import_show()}>
        {list.slice(from, from + rowsOnPage).map((row) => (
          <LookedRow
            key={row.threadId}
            publication={publication}
            row={row}
            whose={whose}
            version={version}
            keepsAnswers={keepsAnswers}
            sections={sections}
            onChange={onChange}
            onSection={onSection}
          />
        ))}
      </ul>
      {list.length > rowsOnPage ? (
        <div className="import-pages">
          <Button kind="quiet" isDisabled={from === 0} onPress={() => setPage(from / rowsOnPage - 1)}>
            {m.import_earlier()}
          </Button>
          <output>
            {m.import_page({ from: from + 1, to: Math.min(list.length, from + rowsOnPage), total: list.length })}
          </output>
          <Button
            kind="quiet"
            isDisabled={from + rowsOnPage >= list.length}
            onPress={() => setPage(from / rowsOnPage + 1)}
          >
            {m.import_later()}
          </Button>
        </div>
      ) : null}
      {problem === null ? null : (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onBack}>{m.import_back()}</Button>
        <Button kind="primary" isDisabled={totals.going === 0} onPress={onImport}>
          {m.import_begin({ count: totals.going })}
        </Button>
      </DialogActions>
    </>
  )
}

function LookedRow({
  publication,
  row,
  whose,
  version,
  keepsAnswers,
  sections,
  onChange,
  onSection,
}: {
  publication: Publication
  row: PlannedRow
  whose: WhoseTable
  version: string | null
  keepsAnswers: boolean
  sections: readonly { id: SectionId; name: string }[]
  onChange: (row: PlannedRow) => void
  onSection: (row: PlannedRow, sectionId: SectionId | null) => void
}) {
  const id = useId()
  const { file, preview, isChosen, place } = row
  const { words, sectionId, targets, known, isSectionUnknown, kind } = preview
  const block = blockOf(row, whose)
  const doubts = doubtsOf(publication, row, whose)
  const isFound = words.kind === "found" || words.kind === "whole" || place !== null
  const Sign = known !== null ? Files : isFound ? CircleCheck : CircleDashed
  const section = sections.find((one) => one.id === sectionId)
  const organization = whose ?? preview.organization
  const offersSection = isSectionUnknown || (words.kind === "none" && known === null)
  return (
    <li className="import-row" data-is-going={isGoing(row, whose) || undefined}>
      <input
        type="checkbox"
        aria-label={m.import_row({ line: file.line, comment: shortly(file.comment) })}
        aria-describedby={`${id}-state`}
        checked={isChosen && block === null}
        disabled={block !== null}
        onChange={() => onChange({ ...row, isChosen: !isChosen })}
      />
      <div className="import-place">
        <span className="import-section" dir="auto">
          {section?.name ?? (isSectionUnknown ? file.section.split("\n").at(-1) : m.register_general())}
        </span>
        {file.paragraph === "" ? null : <span className="soft"> {file.paragraph}</span>}
        {file.text === "" ? null : (
          <span className="clamped quoted" data-lines={3} dir="auto">
            {file.text}
          </span>
        )}
      </div>
      <div className="import-said">
        <p className="clamped" data-lines={5} dir="auto">
          {file.comment}
        </p>
        <p className="import-bits soft">
          {[
            organization === null ? file.organization : (publication.organizations[organization]?.name ?? organization),
            ...targets.map((target) => (typeof target === "string" ? target : targetRefKey(target as never))),
            kind === null ? "" : file.kind,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {keepsAnswers && (file.response !== "" || preview.outcome !== null) ? (
          <p className="clamped soft" data-lines={2} dir="auto">
            → {[preview.outcome === null ? "" : file.outcome, file.response].filter(Boolean).join(": ")}
          </p>
        ) : null}
      </div>
      <div className="import-state" id={`${id}-state`}>
        {isSectionUnknown && known === null ? null : (
          <p className="import-sign">
            <Sign aria-hidden size={16} />
            <span>{known === null ? placeWords(publication, row, version) : m.import_known()}</span>
          </p>
        )}
        {doubts.map((doubt) => (
          <p key={doubt} className="import-sign import-doubt">
            <CircleAlert aria-hidden size={16} />
            <span>{doubt}</span>
          </p>
        ))}
        {offersSection ? (
          <label className="register-field">
            <span>{m.register_section()}</span>
            <select
              className="input"
              value={isSectionUnknown ? "" : (sectionId ?? general)}
              onChange={({ target: { value } }) =>
                onSection(row, value === general ? null : SectionIdSchema.parse(value))
              }
            >
              {isSectionUnknown ? <option value="">{m.import_section_choose()}</option> : null}
              <option value={general}>{m.register_general()}</option>
              {sections.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {words.kind === "often" && known === null ? (
          <label className="register-field">
            <span>{m.import_place()}</span>
            <select
              className="input"
              value={place ?? ""}
              onChange={({ target: { value } }) => onChange({ ...row, place: value === "" ? null : Number(value) })}
            >
              <option value="">{m.import_place_whole()}</option>
              {words.places.map((one, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a place is its number
                <option key={at} value={at}>
                  {offeredWords(publication, one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
    </li>
  )
}

/** No section has this id. */
const general = "GENERAL"
