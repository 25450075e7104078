import type { Section, SectionId } from "@codraft/publication"
import { useState } from "react"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Choice as Choices, Select } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Button } from "../ui/button.tsx"
import type { Choice, ChosenPassage } from "./chosen-passage.ts"
import { latestMove } from "./latest-move.ts"
import { PassageForm } from "./passage-form.tsx"
import { usePlaces } from "./places.ts"
import { SectionPicker, useIsWider, WideningNotice } from "./section-picker.tsx"

/** Asks where the selected paragraphs, or the part that they are in, are to go. */
export default function MoveDialog({
  section,
  choice,
  onClose,
}: {
  section: Section
  choice: Choice | null
  onClose: () => void
}) {
  return choice === null ? (
    <NothingChosen title={m.move_passage_title()} words={m.move_nothing_chosen()} onClose={onClose} />
  ) : (
    <MoveForm section={section} choice={choice} onClose={onClose} />
  )
}

function MoveForm({ section, choice, onClose }: { section: Section; choice: Choice; onClose: () => void }) {
  const language = useLanguage()
  const { publication } = usePublication()
  const { selected, part } = choice
  // Whoever stands in a heading means what it stands over.
  const startsAtPart = part !== null && selected.paragraphs === 1 && selected.heading !== ""
  const [what, setWhat] = useState<"selected" | "part">(startsAtPart ? "part" : "selected")
  const [target, setTarget] = useState<SectionId | null>(null)
  const [place, setPlace] = useState("end")
  const places = usePlaces(target)
  const passage = what === "part" && part !== null ? part : selected
  const to = target === null ? undefined : publication.sections[target]
  const widens = useIsWider(section, to)
  const before = places.find(({ key }) => key === place)?.before ?? null
  return (
    <PassageForm
      title={m.move_passage_title()}
      action={widens ? m.move_and_show() : m.move()}
      command={
        to === undefined
          ? null
          : {
              type: "movePassage",
              publicationId: publication.id,
              fromSectionId: section.id,
              toSectionId: to.id,
              blockIds: passage.blockIds,
              beforeBlockId: before,
              widens,
            }
      }
      onDone={({ moveId }) => {
        if (to) latestMove.did({ publicationId: publication.id, moveId, act: "move", from: section, to })
      }}
      onClose={onClose}
    >
      {part === null ? (
        <p className="text-sm">{m.goes_along({ things: thingsIn(selected, language) })}</p>
      ) : (
        <Choices
          label={m.what_moves()}
          options={[
            { value: "selected", label: m.moves_selected(), detail: thingsIn(selected, language) },
            { value: "part", label: m.moves_part({ heading: part.heading }), detail: thingsIn(part, language) },
          ]}
          value={what}
          onChange={setWhat}
        />
      )}
      <SectionPicker
        section={section}
        value={target}
        onChange={(id) => {
          setTarget(id)
          setPlace("end")
        }}
      />
      {to === undefined ? null : (
        <>
          <Select
            label={m.where_in_section()}
            options={places.map(({ key, label }) => ({ value: key, label }))}
            value={places.some(({ key }) => key === place) ? place : "end"}
            onChange={setPlace}
          />
          <WideningNotice from={section} to={to} />
        </>
      )}
    </PassageForm>
  )
}

export function NothingChosen({ title, words, onClose }: { title: string; words: string; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <Notice>{words}</Notice>
      <DialogActions>
        <Button kind="primary" onPress={onClose}>
          {m.understood()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** "3 paragraphs, 1 table and 2 footnotes". */
export function thingsIn({ paragraphs, tables, images, notes }: ChosenPassage, language: string): string {
  const things = [
    paragraphs > 0 && m.paragraphs_count({ count: paragraphs }),
    tables > 0 && m.tables_count({ count: tables }),
    images > 0 && m.images_count({ count: images }),
    notes > 0 && m.footnotes_count({ count: notes }),
  ].filter((words) => words !== false)
  return new Intl.ListFormat(language, { type: "conjunction" }).format(things)
}
