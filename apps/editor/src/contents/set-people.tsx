import type { Section } from "@codraft/publication"
import { useState } from "react"
import { Checkbox, CheckboxGroup } from "react-aria-components/CheckboxGroup"
import { Label } from "react-aria-components/Label"
import { m } from "../language/language.ts"
import { Select } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import { membersFor } from "./members.ts"
import type { Contents } from "./use-contents.ts"

/** Who leads a section and who writes it with them. */
export function SetPeople({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const { publication, may } = contents
  const [lead, setLead] = useState<string>(section.leadPerson)
  const [coAuthors, setCoAuthors] = useState<string[]>(section.coAuthors)
  const people = membersFor(publication, section.textClass, section.ownerOrg)
  const mayLead = may("setSectionLead", section.id).allowed
  const mayCoAuthors = may("setSectionCoAuthors", section.id).allowed
  const isLeadNew = lead !== section.leadPerson
  const others = coAuthors.filter((id) => id !== lead)
  const isSame =
    !isLeadNew && others.length === section.coAuthors.length && section.coAuthors.every((id) => others.includes(id))
  return (
    <CommandForm
      title={m.set_people_title({ title: section.title })}
      action={m.save()}
      onClose={onClose}
      command={
        isSame
          ? null
          : {
              type: "setSectionPeople",
              publicationId: publication.id,
              sectionId: section.id,
              ...(isLeadNew ? { leadPerson: lead } : {}),
              ...(mayCoAuthors ? { coAuthors: others } : {}),
            }
      }
    >
      {mayLead ? (
        <Select
          label={m.lead()}
          value={lead}
          onChange={setLead}
          options={people.map(({ personId, label }) => ({ value: personId, label }))}
        />
      ) : null}
      {mayCoAuthors ? (
        <CheckboxGroup value={others} onChange={setCoAuthors}>
          <Label className="block pb-1 text-sm font-semibold">{m.co_authors()}</Label>
          <div className="max-h-72 overflow-auto rounded-md border border-rule-strong p-1">
            {people
              .filter(({ personId }) => personId !== lead)
              .map(({ personId, label }) => (
                <Checkbox key={personId} value={personId} className="menu-item">
                  {({ isSelected }) => (
                    <>
                      <span
                        aria-hidden
                        className="grid size-5 shrink-0 place-items-center rounded-sm border border-rule-strong text-sm"
                      >
                        {isSelected ? "✓" : ""}
                      </span>
                      {label}
                    </>
                  )}
                </Checkbox>
              ))}
          </div>
        </CheckboxGroup>
      ) : null}
    </CommandForm>
  )
}
