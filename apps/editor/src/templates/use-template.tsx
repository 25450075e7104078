import type { Section } from "@codraft/publication"
import { useState } from "react"
import { CommandForm } from "../contents/command-form.tsx"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Select } from "../ui/field.tsx"

/** Gives an empty section the headings of a template. */
export function UseTemplate({ section, onClose }: { section: Section; onClose: () => void }) {
  const { publication } = usePublication()
  const templates = Object.values(publication.templates).sort((a, b) => a.name.localeCompare(b.name))
  const [chosen, setChosen] = useState<string>(templates[0]?.id ?? "")
  const template = templates.find(({ id }) => id === chosen)
  return (
    <CommandForm
      title={m.use_template()}
      action={m.use_it()}
      command={
        template
          ? { type: "useTemplate", publicationId: publication.id, sectionId: section.id, templateId: template.id }
          : null
      }
      onClose={onClose}
    >
      <Select
        label={m.template()}
        value={chosen}
        onChange={setChosen}
        options={templates.map(({ id, name }) => ({ value: id as string, label: name }))}
        hint={m.use_template_explained()}
      />
      <ol className="list-decimal ps-6">
        {template?.parts.map((part) => (
          <li key={part.id}>{part.heading[section.language] ?? Object.values(part.heading)[0]}</li>
        ))}
      </ol>
    </CommandForm>
  )
}
