import { canNumberParagraphs, type Numbering, numberingOf, type Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { Tick } from "../ui/tick.tsx"
import { CommandForm } from "./command-form.tsx"
import type { Contents } from "./use-contents.ts"

/** What of a section is numbered; the numbers themselves are counted. */
export function SetNumbering({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const before = numberingOf(section)
  const [numbering, setNumbering] = useState<Numbering>(before)
  const kinds = Object.keys(before) as (keyof Numbering)[]
  const isChanged = kinds.some((kind) => numbering[kind] !== before[kind])
  const tick = (kind: keyof Numbering) => ({
    isSelected: numbering[kind],
    onChange: (isOn: boolean) => setNumbering({ ...numbering, [kind]: isOn }),
  })
  const hasParagraphs = canNumberParagraphs(section)
  return (
    <CommandForm
      title={m.set_numbering_title({ title: section.title })}
      action={m.save()}
      command={
        isChanged
          ? {
              type: "setSectionNumbering",
              publicationId: contents.publication.id,
              sectionId: section.id,
              numbering,
            }
          : null
      }
      onClose={onClose}
    >
      <p className="text-sm text-ink-soft">{m.numbering_is_counted()}</p>
      <div className="grid gap-1">
        <Tick
          label={m.numbering_paragraphs()}
          detail={hasParagraphs ? m.numbering_paragraphs_detail() : m.numbering_paragraphs_national()}
          isDisabled={!hasParagraphs}
          {...tick("paragraphs")}
        />
        <Tick label={m.numbering_headings()} detail={m.numbering_headings_detail()} {...tick("headings")} />
        <Tick label={m.numbering_tables()} detail={m.numbering_captions_detail()} {...tick("tables")} />
        <Tick label={m.numbering_figures()} detail={m.numbering_captions_detail()} {...tick("figures")} />
      </div>
    </CommandForm>
  )
}
