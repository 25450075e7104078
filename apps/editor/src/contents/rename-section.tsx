import type { Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { TextField } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import type { Contents } from "./use-contents.ts"

export function RenameSection({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const [title, setTitle] = useState(section.title)
  const isChanged = title.trim() !== "" && title.trim() !== section.title
  return (
    <CommandForm
      title={m.rename_section_title()}
      action={m.rename()}
      command={
        isChanged
          ? {
              type: "renameSection",
              publicationId: contents.publication.id,
              sectionId: section.id,
              title: title.trim(),
            }
          : null
      }
      onClose={onClose}
    >
      <TextField label={m.title()} value={title} onChange={setTitle} isFirst isRequired maxLength={200} />
    </CommandForm>
  )
}
