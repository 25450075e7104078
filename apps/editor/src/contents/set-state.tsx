import type { Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { instantWords, ownClockWords, ownZone } from "../time/words.ts"
import { instantOf, localText } from "../time/zoned.ts"
import { Choice, TextField } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import { sectionStates, stateWords } from "./section-words.ts"
import type { Contents } from "./use-contents.ts"

/** The state of a section and the moment at which it ends, given and repeated with its zone. */
export function SetState({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const { publication, now, may } = contents
  const zone = section.until?.zone ?? publication.timeZone
  const [state, setState] = useState(section.state)
  const [end, setEnd] = useState(section.until ? localText(section.until.at, zone) : "")
  const at = end === "" ? null : instantOf(end, zone)
  const own = at === null ? null : ownClockWords(at, zone, ownZone())
  const isWrong = end !== "" && at === null
  const isPast = at !== null && at <= now
  // Closing and submitting are commands of their own, with rights of their own.
  const offered = sectionStates.filter(
    (value) =>
      value === section.state ||
      (value !== "closed" && value !== "submitted") ||
      may(value === "closed" ? "closeSection" : "submitSection", section.id).allowed,
  )
  return (
    <CommandForm
      title={m.set_state_title({ title: section.title })}
      action={m.save()}
      command={
        isWrong
          ? null
          : {
              type: "setSectionState",
              publicationId: publication.id,
              sectionId: section.id,
              state,
              until: at === null ? null : { at, zone },
            }
      }
      onClose={onClose}
    >
      <Choice
        label={m.state()}
        value={state}
        onChange={setState}
        options={offered.map((value) => ({ value, label: stateWords(value) }))}
      />
      <TextField
        label={m.end_in_zone({ zone: zone.replaceAll("_", " ") })}
        type="datetime-local"
        value={end}
        onChange={setEnd}
        error={isWrong ? m.no_such_time() : undefined}
        hint={
          at === null ? (
            m.end_optional()
          ) : (
            <>
              {instantWords(at, zone)}
              {own ? ` · ${m.your_time({ when: own })}` : ""}
              {isPast ? <span className="block font-semibold text-warn">{m.end_is_past()}</span> : null}
            </>
          )
        }
      />
    </CommandForm>
  )
}
