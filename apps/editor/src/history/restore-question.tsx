import type { ChangeCounts, Comparison } from "@codraft/document/compare"
import type { SectionId } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { type ReactNode, useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { instantWords, ownZone } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { countWords } from "./count-words.ts"
import { type MovedAway, movedAway } from "./moved-away.ts"
import { askRestore, type OlderText } from "./pending-restore.ts"

/** What will change when an older text comes back, and whether it is to. What is asked is done where the section is open. */
export function RestoreQuestion({
  title,
  sectionId,
  moment,
  changes,
  problem = null,
  only = null,
  load,
  onClose,
  children,
}: {
  title: string
  sectionId: SectionId
  /** What the older text is called in words. */
  moment: string
  /** From the present text to the older one; undefined until they are known. */
  changes: Comparison | undefined
  /** Why they are not, or why it cannot be now. */
  problem?: string | null
  /** The ids of what alone is to be as it was. */
  only?: readonly string[] | null
  load: () => Promise<OlderText>
  onClose: () => void
  /** Which text it is. */
  children: ReactNode
}) {
  const { publication } = usePublication()
  const [withMoved, setWithMoved] = useState<"without" | "all">("without")
  const navigate = useNavigate()
  const moved = changes ? movedAway(publication, sectionId, changes, only) : []
  const leftOut = only === null && withMoved === "without" ? moved : []
  const words = changes ? countWords(lessAdded(changes.counts, leftOut)) : null
  const isNothing = only === null && words === ""
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="grid gap-4">
        {children}
        {problem === null ? (
          only === null ? (
            <output className="text-sm">
              {words === null ? m.comparing() : isNothing ? m.restore_nothing() : m.restore_will({ changes: words })}
            </output>
          ) : (
            <p className="text-sm">{m.restore_paragraph_will()}</p>
          )
        ) : (
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
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
          isDisabled={isNothing || words === null || problem !== null}
          onPress={() => {
            askRestore({ sectionId, load, moment, only, except: leftOut.flatMap(({ blocks }) => blocks) })
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
