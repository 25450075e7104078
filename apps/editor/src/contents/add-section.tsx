import type { Section, SectionId, TextClass } from "@codraft/publication"
import { useState } from "react"
import { languageName, m } from "../language/language.ts"
import { Select, TextField } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import { membersFor, statesOf } from "./members.ts"
import { placeName } from "./move-into.tsx"
import { endOfChapters, placesInto } from "./moves.ts"
import { classWords, textClasses } from "./section-words.ts"
import type { Contents } from "./use-contents.ts"

const topLevel = "-"
const noTemplate = "-"
/** Languages that texts may be in besides those of the publication: State texts come in any official language of the UN. */
const unLanguages = ["ar", "zh", "en", "fr", "ru", "es"]

export function AddSection({
  parent,
  contents,
  onClose,
}: {
  parent?: Section | undefined
  contents: Contents
  onClose: () => void
}) {
  const { publication, personId, tree } = contents
  const [title, setTitle] = useState("")
  const [textClass, setTextClass] = useState<TextClass>("secretariat")
  const states = statesOf(publication)
  const [owner, setOwner] = useState(states[0]?.id ?? "")
  const [under, setUnder] = useState<string>(parent?.id ?? topLevel)
  const [language, setLanguage] = useState(publication.originalLanguage)
  const templates = Object.values(publication.templates)
  const [template, setTemplate] = useState<string>(noTemplate)
  const people = membersFor(publication, textClass, owner)
  const [chosenLead, setLead] = useState<string>(personId)
  const lead = people.some((one) => one.personId === chosenLead) ? chosenLead : (people[0]?.personId ?? "")
  const isOthers = textClass === "national" && publication.members[personId]?.orgId !== owner
  const languages = [...new Set([...publication.languages, ...unLanguages])]
  const parents = placesInto(tree, "" as SectionId)

  return (
    <CommandForm
      title={m.add_section()}
      action={m.add()}
      onClose={onClose}
      command={
        title.trim() === "" || lead === ""
          ? null
          : {
              type: "addSection",
              publicationId: publication.id,
              parentId: under === topLevel ? null : under,
              before: under === topLevel ? endOfChapters(tree) : null,
              title: title.trim(),
              textClass,
              leadPerson: lead,
              language,
              ...(textClass === "national" ? { ownerOrg: owner } : {}),
              ...(template === noTemplate ? {} : { templateId: template }),
            }
      }
    >
      <TextField label={m.title()} value={title} onChange={setTitle} isFirst isRequired maxLength={200} />
      <Select
        label={m.text_class()}
        value={textClass}
        onChange={setTextClass}
        options={textClasses.map((value) => ({ value, label: classWords(value) }))}
      />
      {textClass === "national" ? (
        <Select
          label={m.owner_state()}
          value={owner}
          onChange={setOwner}
          options={states.map(({ id, name }) => ({ value: id, label: name }))}
          {...(isOthers
            ? { hint: m.national_seen_by({ state: states.find(({ id }) => id === owner)?.name ?? "" }) }
            : {})}
        />
      ) : null}
      <Select
        label={m.lead()}
        value={lead}
        onChange={setLead}
        options={people.map(({ personId: id, label }) => ({ value: id, label }))}
        {...(isOthers ? {} : { hint: m.starts_at_writers() })}
      />
      <Select
        label={m.language_of_text()}
        value={language}
        onChange={setLanguage}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
      />
      {templates.length > 0 ? (
        <Select
          label={m.template()}
          value={template}
          onChange={setTemplate}
          options={[
            { value: noTemplate, label: m.no_template() },
            ...templates.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
        />
      ) : null}
      <Select
        label={m.place()}
        value={under}
        onChange={setUnder}
        options={[
          { value: topLevel, label: m.top_level() },
          ...parents.map((node) => ({ value: node.section.id as string, label: placeName(node) })),
        ]}
      />
    </CommandForm>
  )
}
