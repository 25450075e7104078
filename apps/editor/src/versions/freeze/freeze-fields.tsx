import { canBeCorrected, isCorrecting, type OutlineNode, type Version, type VersionKind } from "@codraft/publication"
import { FieldError } from "react-aria-components/FieldError"
import { Label } from "react-aria-components/Label"
import { Text } from "react-aria-components/Text"
import { TextArea } from "react-aria-components/TextArea"
import { TextField as AriaTextField } from "react-aria-components/TextField"
import { m } from "../../language/language.ts"
import { Select, TextField } from "../../ui/field.tsx"
import type { FreezeDraft, Missing } from "../freeze-draft.ts"
import { CorrectsField } from "../hand-over/corrects-field.tsx"
import { SectionsChoice } from "../sections-choice.tsx"
import { kindWords } from "../version-words.ts"

export interface FieldsProps {
  draft: FreezeDraft
  missing: Missing | null
  onChange: (part: Partial<FreezeDraft>) => void
}

/** What the version is called and what it is for. */
export function IdentityFields({
  draft,
  missing,
  kinds,
  offered,
  versions,
  onChange,
}: FieldsProps & {
  kinds: readonly VersionKind[]
  /** The symbol that comes next. */
  offered: string
  /** What has been frozen so far. */
  versions: readonly Version[]
}) {
  return (
    <>
      <p className="text-sm text-ink-soft">{m.freeze_what()}</p>
      <div data-part="title">
        <TextField
          label={m.title()}
          value={draft.title}
          onChange={(title) => onChange({ title })}
          maxLength={120}
          isFirst
          hint={m.freeze_title_hint()}
          error={missing?.of === "title" ? m.freeze_title_missing() : undefined}
        />
      </div>
      <div className="freeze-pair">
        <Select<VersionKind>
          label={m.version_kind()}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
          options={kinds.map((value) => ({ value, label: kindWords(value) }))}
          {...(versions.some(canBeCorrected) ? {} : { hint: m.freeze_kinds_later() })}
        />
        <TextField
          label={m.version_symbol()}
          value={draft.symbol ?? offered}
          onChange={(symbol) => onChange({ symbol })}
          maxLength={60}
          hint={m.freeze_symbol_hint()}
        />
      </div>
      {isCorrecting(draft.kind) ? (
        <CorrectsField versions={versions} corrects={draft.corrects} onChange={(corrects) => onChange({ corrects })} />
      ) : null}
      <LongField
        label={m.version_note()}
        value={draft.note}
        rows={3}
        maxLength={2000}
        onChange={(note) => onChange({ note })}
      />
    </>
  )
}

/** Which sections are in. */
export function SectionsField({ draft, missing, nodes, onChange }: FieldsProps & { nodes: readonly OutlineNode[] }) {
  return (
    <SectionsChoice
      nodes={nodes}
      left={draft.left}
      isMissing={missing?.of === "sections"}
      onChange={(left) => onChange({ left })}
    />
  )
}

/** The title once more, for what goes out of the house for good. */
export function ConfirmationField({ draft, missing, onChange }: FieldsProps) {
  return (
    <TextField
      label={m.freeze_confirm()}
      hint={m.freeze_confirm_hint({ title: draft.title.trim() || m.title() })}
      value={draft.confirmation}
      onChange={(confirmation) => onChange({ confirmation })}
      maxLength={120}
      autoComplete="off"
      error={missing?.of === "confirmation" ? m.freeze_confirm_missing() : undefined}
    />
  )
}

/** Words of several lines. */
export function LongField({
  label,
  value,
  rows,
  maxLength,
  onChange,
  hint,
  error,
  lang,
}: {
  label: string
  value: string
  rows: number
  maxLength: number
  onChange: (value: string) => void
  hint?: string
  error?: string | undefined
  /** What it is written in, for who checks the spelling. */
  lang?: string
}) {
  return (
    <AriaTextField
      value={value}
      onChange={onChange}
      maxLength={maxLength}
      isInvalid={error !== undefined}
      className="block"
    >
      <Label className="block pb-1 text-sm font-semibold">{label}</Label>
      <TextArea rows={rows} dir="auto" lang={lang} className="input" />
      {hint === undefined ? null : (
        <Text slot="description" className="block pt-1 text-sm text-ink-soft">
          {hint}
        </Text>
      )}
      <FieldError className="block pt-1 text-sm font-semibold text-danger">{error}</FieldError>
    </AriaTextField>
  )
}
