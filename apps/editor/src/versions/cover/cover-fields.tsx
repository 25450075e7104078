import {
  type CoverLanguage,
  CoverLanguageSchema,
  type CoverNote,
  coverNoteBounds,
  type VersionKind,
} from "@codraft/publication"
import { lazy, Suspense } from "react"
import { languageName, m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { Select, TextField } from "../../ui/field.tsx"
import { Tick } from "../../ui/tick.tsx"
import { LongField } from "../freeze/freeze-fields.tsx"
import { type CoverDraft, type CoverField, hasCoverNote, noteOf } from "./cover-draft.ts"

const { addresseeCharactersMax, addresseeLinesMax, bodyCharactersMax, lineCharactersMax } = coverNoteBounds

const CoverPreview = lazy(() => import("./cover-preview.tsx"))

/** Whether a note goes with the version, and what it says. */
export function CoverFields({
  kind,
  title,
  symbol,
  cover,
  offered,
  wrong,
  onChange,
}: {
  kind: VersionKind
  /** Of the version. */
  title: string
  symbol: string
  cover: CoverDraft
  offered: CoverNote
  /** The field that has to be put right. */
  wrong: CoverField | null
  onChange: (cover: CoverDraft) => void
}) {
  const { publication } = usePublication()
  const isOn = hasCoverNote(cover, kind)
  const note = noteOf(offered, cover)
  const own = CoverLanguageSchema.safeParse(publication.originalLanguage.split("-")[0])
  const language = note.language ?? own.data ?? "en"
  const change = (changed: CoverDraft["changed"]) => onChange({ ...cover, changed: { ...cover.changed, ...changed } })
  const changeContact = (contact: CoverDraft["contact"]) =>
    onChange({ ...cover, contact: { ...cover.contact, ...contact } })
  return (
    <>
      <Tick
        label={m.cover_note()}
        detail={m.cover_note_hint()}
        isSelected={isOn}
        onChange={(next) => onChange({ ...cover, isOn: next })}
      />
      {isOn ? (
        <fieldset aria-label={m.cover_note()} className="cover-fields">
          <p className="text-sm text-ink-soft">
            {symbol === "" ? m.cover_no_reference() : m.cover_reference({ symbol })}
          </p>
          <Select<CoverLanguage>
            label={m.cover_language()}
            value={language}
            onChange={(next) => change({ language: next })}
            options={CoverLanguageSchema.options.map((value) => ({ value, label: languageName(value) }))}
          />
          <div data-part="cover-addressee">
            <LongField
              label={m.cover_addressee()}
              value={note.addressee}
              rows={4}
              lang={language}
              maxLength={addresseeCharactersMax}
              onChange={(addressee) => change({ addressee })}
              hint={m.cover_addressee_hint()}
              error={wrong === "addressee" ? m.cover_addressee_long({ max: addresseeLinesMax }) : undefined}
            />
          </div>
          <TextField
            label={m.cover_salutation()}
            value={note.salutation}
            onChange={(salutation) => change({ salutation })}
            maxLength={lineCharactersMax}
          />
          <LongField
            label={m.cover_text()}
            value={note.body}
            rows={9}
            lang={language}
            maxLength={bodyCharactersMax}
            onChange={(body) => change({ body })}
            hint={m.cover_text_hint()}
          />
          <TextField
            label={m.cover_closing()}
            value={note.closing}
            onChange={(closing) => change({ closing })}
            maxLength={lineCharactersMax}
          />
          <div className="freeze-pair">
            <TextField
              label={m.cover_contact()}
              value={note.contact.name}
              onChange={(name) => changeContact({ name })}
              maxLength={120}
              autoComplete="off"
            />
            <TextField
              label={m.cover_organization()}
              value={note.contact.organization}
              onChange={(organization) => changeContact({ organization })}
              maxLength={lineCharactersMax}
              autoComplete="off"
            />
          </div>
          <div data-part="cover-email">
            <TextField
              label={m.cover_email()}
              type="email"
              value={note.contact.email}
              onChange={(email) => changeContact({ email })}
              maxLength={254}
              autoComplete="off"
              error={wrong === "email" ? m.cover_email_wrong() : undefined}
            />
          </div>
          <Suspense>
            <CoverPreview note={note} kind={kind} title={title} symbol={symbol} />
          </Suspense>
        </fieldset>
      ) : null}
    </>
  )
}
