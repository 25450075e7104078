import type { Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { TextField } from "../ui/field.tsx"
import type { Choice } from "./chosen-passage.ts"
import { latestMove } from "./latest-move.ts"
import { NothingChosen } from "./move-dialog.tsx"
import { PassageForm } from "./passage-form.tsx"

/** Asks what the section is to be called that begins at the caret. */
export default function SplitDialog({
  section,
  choice,
  onClose,
}: {
  section: Section
  choice: Choice | null
  onClose: () => void
}) {
  const { publication } = usePublication()
  const [title, setTitle] = useState(choice?.selected.heading ?? "")
  const at = choice?.selected.blockIds[0]
  if (at === undefined) {
    return <NothingChosen title={m.split_title()} words={m.split_nothing_chosen()} onClose={onClose} />
  }
  const named = title.trim()
  return (
    <PassageForm
      title={m.split_title()}
      action={m.split()}
      command={
        named === ""
          ? null
          : { type: "splitSection", publicationId: publication.id, sectionId: section.id, atBlockId: at, title: named }
      }
      onDone={({ moveId, added }) => {
        if (added === null) return
        const to = { id: added, title: named }
        latestMove.did({ publicationId: publication.id, moveId, act: "split", from: section, to })
      }}
      onClose={onClose}
    >
      <p className="text-sm">{m.split_explained({ section: section.title })}</p>
      <TextField label={m.title_of_section()} value={title} onChange={setTitle} maxLength={200} isFirst isRequired />
    </PassageForm>
  )
}
