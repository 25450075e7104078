import type { Section, SectionId } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { latestMove } from "./latest-move.ts"
import { PassageForm } from "./passage-form.tsx"
import { SectionPicker, useIsWider, WideningNotice } from "./section-picker.tsx"

/** Asks into which section all of this one's text is to go. */
export default function MergeDialog({ section, onClose }: { section: Section; onClose: () => void }) {
  const { publication } = usePublication()
  const navigate = useNavigate()
  const [target, setTarget] = useState<SectionId | null>(null)
  const to = target === null ? undefined : publication.sections[target]
  const widens = useIsWider(section, to)
  return (
    <PassageForm
      title={m.merge_title({ section: section.title })}
      action={widens ? m.merge_and_show() : m.merge()}
      command={
        to === undefined
          ? null
          : {
              type: "mergeSections",
              publicationId: publication.id,
              fromSectionId: section.id,
              intoSectionId: to.id,
              widens,
            }
      }
      onDone={({ moveId }) => {
        if (to === undefined) return
        latestMove.did({ publicationId: publication.id, moveId, act: "merge", from: section, to })
        void navigate({
          to: "/p/$publicationId/s/$sectionId",
          params: { publicationId: publication.id, sectionId: to.id },
        })
      }}
      onClose={onClose}
    >
      <p className="text-sm">{m.merge_explained()}</p>
      <SectionPicker section={section} value={target} onChange={setTarget} />
      {to === undefined ? null : <WideningNotice from={section} to={to} />}
    </PassageForm>
  )
}
