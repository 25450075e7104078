import type { ChangeCounts } from "@codraft/document/compare"
import type { SectionId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { instantWords, ownZone } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { countWords } from "./count-words.ts"
import { comparisonQuery } from "./history.ts"
import { type MovedAway, movedAway } from "./moved-away.ts"
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
  const [withMoved, setWithMoved] = useState<"without" | "all">("without")
  const navigate = useNavigate()
  const [position, setPosition] = useState(moments[0]?.position ?? latest)
  const moment = moments.find((each) => each.position === position)?.words ?? ""
  const changes = useQuery(comparisonQuery(sectionId, latest, position))
  const moved = changes.data ? movedAway(publication, sectionId, changes.data, only) : []
  const leftOut = only === null && withMoved === "without" ? moved : []
  const words = changes.data ? countWords(lessAdded(changes.data.counts, leftOut)) : null
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
        {moved.map(({ section, at, count, blocks }) => (
          <p key={blocks.join()} className="text-sm">
            {section === null
              ? m.restore_moved_elsewhere({ count, date: instantWords(at, ownZone()) })
              : m.restore_moved_to({ count, section, date: instantWords(at, ownZone()) })}
          </p>
        ))}
        {moved.length > 0 && only === null ? (
          <Choice
            label={m.restore_moved_label()}
            options={[
              {
                value: "without",
                label: m.restore_without_moved({ count: moved.reduce((sum, { count }) => sum + count, 0) }),
              },
              { value: "all", label: m.restore_all() },
            ]}
            value={withMoved}
            onChange={setWithMoved}
          />
        ) : null}
        <p className="text-sm text-ink-soft">{m.restore_undo()}</p>
      </div>
      <DialogActions>
        <Button onPress={onClose}>{m.cancel()}</Button>
        <Button
          kind="primary"
          isDisabled={isNothing || changes.isPending || (only === null && words === null)}
          onPress={() => {
            askRestore({ sectionId, position, moment, only, except: leftOut.flatMap(({ blocks }) => blocks) })
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

function lessAdded(counts: ChangeCounts, leftOut: readonly MovedAway[]): ChangeCounts {
  return { ...counts, added: leftOut.reduce((added, { count }) => Math.max(0, added - count), counts.added) }
}
