import type { OutlineNode, Section } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { Select } from "../ui/field.tsx"
import { CommandForm } from "./command-form.tsx"
import { endOfChapters, placesInto } from "./moves.ts"
import { numberWords } from "./section-words.ts"
import type { Contents } from "./use-contents.ts"

const topLevel = "-"

export const placeName = (node: OutlineNode): string => `${numberWords(node)} ${node.section.title}`

export function MoveInto({
  section,
  contents,
  onClose,
}: {
  section: Section
  contents: Contents
  onClose: () => void
}) {
  const { tree, publication } = contents
  const places = placesInto(tree, section.id)
  const options = [
    ...(section.parentId === null ? [] : [{ value: topLevel, label: m.top_level() }]),
    ...places.map((node) => ({ value: node.section.id as string, label: placeName(node) })),
  ]
  const [target, setTarget] = useState(options[0]?.value ?? topLevel)
  return (
    <CommandForm
      title={m.move_into_title({ title: section.title })}
      action={m.move()}
      command={{
        type: "moveSection",
        publicationId: publication.id,
        sectionId: section.id,
        parentId: target === topLevel ? null : target,
        before: target === topLevel && !section.annex ? endOfChapters(tree) : null,
      }}
      onClose={onClose}
    >
      <Select label={m.move_target()} options={options} value={target} onChange={setTarget} hint={m.move_goes_last()} />
    </CommandForm>
  )
}
