import type { CanonicalContent } from "@codraft/document"
import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { m } from "../language/language.ts"
import { problemWords } from "../publication/commands.ts"
import { Choice } from "../ui/field.tsx"
import { request } from "../workspace/request.ts"
import { comparisonQuery, momentPath } from "./history.ts"
import { RestoreQuestion } from "./restore-question.tsx"

/** Which text is to come back, and what that will change. */
export function RestoreDialog({
  sectionId,
  latest,
  moments,
  only,
  onClose,
}: {
  sectionId: SectionId
  latest: number
  /** Those that there are to choose from, the likeliest first. */
  moments: readonly { position: number; words: string }[]
  only: readonly string[] | null
  onClose: () => void
}) {
  const [position, setPosition] = useState(moments[0]?.position ?? latest)
  const moment = moments.find((each) => each.position === position)?.words ?? ""
  const changes = useQuery(comparisonQuery(sectionId, latest, position))
  return (
    <RestoreQuestion
      title={only === null ? m.restore_text() : m.restore_paragraph()}
      sectionId={sectionId}
      moment={moment}
      changes={changes.data}
      problem={changes.isError ? problemWords(changes.error) : null}
      only={only}
      load={async () => ({
        content: await request<CanonicalContent>(momentPath(sectionId, position)),
        imagesMissing: 0,
      })}
      onClose={onClose}
    >
      {moments.length > 1 ? (
        <Choice
          label={m.restore_which()}
          options={moments.map((each) => ({ value: String(each.position), label: each.words }))}
          value={String(position)}
          onChange={(chosen) => setPosition(Number(chosen))}
        />
      ) : (
        <p className="font-semibold">{moment}</p>
      )}
    </RestoreQuestion>
  )
}
