import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { countWords } from "./count-words.ts"
import { comparisonQuery } from "./history.ts"
import { askRestore } from "./pending-restore.ts"

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
  const { publication } = usePublication()
  const navigate = useNavigate()
  const [position, setPosition] = useState(moments[0]?.position ?? latest)
  const moment = moments.find((each) => each.position === position)?.words ?? ""
  const changes = useQuery({ ...comparisonQuery(sectionId, latest, position), enabled: only === null })
  const words = changes.data ? countWords(changes.data.counts) : null
  const isNothing = only === null && words === ""
  return (
    <Dialog title={only === null ? m.restore_text() : m.restore_paragraph()} onClose={onClose}>
      <div className="grid gap-4">
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
        {only === null ? (
          <output className="text-sm">
            {words === null ? m.comparing() : isNothing ? m.restore_nothing() : m.restore_will({ changes: words })}
          </output>
        ) : (
          <p className="text-sm">{m.restore_paragraph_will()}</p>
        )}
        <p className="text-sm text-ink-soft">{m.restore_undo()}</p>
      </div>
      <DialogActions>
        <Button onPress={onClose}>{m.cancel()}</Button>
        <Button
          kind="primary"
          isDisabled={isNothing || (only === null && words === null)}
          onPress={() => {
            askRestore({ sectionId, position, moment, only })
            void navigate({
              to: "/p/$publicationId/s/$sectionId",
              params: { publicationId: publication.id, sectionId },
            })
          }}
        >
          {m.restore()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
