import { type Audience, isWiderAudience, type Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { Choice } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import { audienceOrder, audienceWords } from "./section-words.ts"
import type { Contents } from "./use-contents.ts"

const details: Record<Audience, () => string> = {
  writers: m.audience_writers_detail,
  members: m.audience_members_detail,
  "members-and-reviewers": m.audience_members_and_reviewers_detail,
  everyone: m.audience_everyone_detail,
}

/** Widening is for good: what people have read cannot be unread. */
export function SetAudience({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const [audience, setAudience] = useState(section.audience)
  return (
    <CommandForm
      title={m.set_audience_title({ title: section.title })}
      action={m.widen()}
      command={
        audience === section.audience
          ? null
          : { type: "setSectionAudience", publicationId: contents.publication.id, sectionId: section.id, audience }
      }
      onClose={onClose}
    >
      <p className="text-sm text-ink-soft">{m.audience_only_widens()}</p>
      <Choice
        label={m.audience()}
        value={audience}
        onChange={setAudience}
        options={audienceOrder.map((value) => ({
          value,
          label: audienceWords(value),
          detail: details[value](),
          isDisabled: value !== section.audience && !isWiderAudience(value, section.audience),
        }))}
      />
    </CommandForm>
  )
}
