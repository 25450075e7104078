import { displayMember, type SectionId, whereNow } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import type { LexicalEditor } from "lexical"
import { X } from "lucide-react"
import { useEffect, useState, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useBlockAtCaret } from "./block-at-caret.ts"
import { latestMove, type LatestMove } from "./latest-move.ts"
import { listenForUndo } from "./undo-of-move.ts"
import { whereTo } from "./where-to.ts"
import "./consolidate.css"

/** What has just been moved by this person, with a way back and a way there; and what colleagues have moved from here. */
export function ConsolidateNotice({ sectionId, editor }: { sectionId: SectionId; editor: LexicalEditor | undefined }) {
  const { move, isBusy, problem, mustConfirm } = useSyncExternalStore(latestMove.subscribe, latestMove.state)
  const isHere = move !== null && latestMove.concerns(sectionId)
  useEffect(() => {
    if (move !== null) announce(wordsOf(move, sectionId))
  }, [move, sectionId])
  useEffect(() => (isHere ? listenForUndo(sectionId) : undefined), [isHere, sectionId])
  return (
    <AtFoot>
      <div className="foot-notice">
        {isHere ? (
          <Notice
            kind={problem === null ? "info" : "warn"}
            isUrgent={problem !== null}
            action={
              <span className="flex flex-wrap items-center gap-2">
                <GoThere move={move} sectionId={sectionId} />
                {move.act === "back" ? null : (
                  <Button isPending={isBusy} onPress={() => void latestMove.takeBack({ widens: mustConfirm })}>
                    {mustConfirm ? m.move_back_all_the_same() : m.undo_move()}
                  </Button>
                )}
                <IconButton label={m.dismiss_notice()} onPress={() => latestMove.dismiss()}>
                  <X aria-hidden size={16} />
                </IconButton>
              </span>
            }
          >
            <p>{wordsOf(move, sectionId)}</p>
            {problem === null ? null : <p className="pt-1">{problem}</p>}
          </Notice>
        ) : null}
        <MovedByOthers sectionId={sectionId} editor={editor} />
      </div>
    </AtFoot>
  )
}

function GoThere({ move, sectionId }: { move: LatestMove; sectionId: SectionId }) {
  const { publication } = usePublication()
  const there = [move.to, move.from].find(({ id }) => id !== sectionId && publication.sections[id] !== undefined)
  if (there === undefined || (there.id === move.from.id && move.act !== "back")) return null
  return (
    <Link
      to="/p/$publicationId/s/$sectionId"
      params={{ publicationId: publication.id, sectionId: there.id }}
      className="link"
    >
      {m.go_there()}
      <span className="visually-hidden"> {there.title}</span>
    </Link>
  )
}

/** As one reads it at one end. */
function wordsOf({ act, from, to }: LatestMove, sectionId: SectionId): string {
  switch (act) {
    case "paste":
      return to.id === sectionId ? m.passage_pasted({ section: from.title }) : m.passage_moved({ section: to.title })
    case "move":
      return m.passage_moved({ section: to.title })
    case "split":
      return m.section_split({ section: to.title })
    case "merge":
      return m.section_merged({ section: from.title, into: to.title })
    case "back":
      return m.passage_moved_back({ section: to.title })
    default:
      return act satisfies never
  }
}

/** Words that vanish under somebody's eyes are not lost: who moved them, and where to, if that is theirs to see. */
function MovedByOthers({ sectionId, editor }: { sectionId: SectionId; editor: LexicalEditor | undefined }) {
  const { publication, personId } = usePublication()
  const gone = (publication.passages[sectionId] ?? []).filter(({ type, by }) => type === "gone" && by !== personId)
  const [seen, setSeen] = useState(() => new Set(gone.map(({ moveId }) => moveId)))
  const latest = gone.findLast(({ moveId }) => !seen.has(moveId))
  const block = useBlockAtCaret(editor)
  const isOurs = block !== null && latest !== undefined && latest.blockIds.includes(block)
  useEffect(() => {
    // The caret has fallen into a paragraph that nobody chose: what is typed next must not stand there.
    if (isOurs) editor?.blur()
  }, [isOurs, editor])
  if (latest === undefined) return null
  const there = whereTo(publication, latest.moveId)
  const at = isOurs ? whereNow(publication, { section: sectionId, block }) : null
  const who = latest.by === "system" ? "" : displayMember(publication, latest.by).name
  return (
    <Notice
      action={
        <span className="flex flex-wrap items-center gap-2">
          {there === null ? null : (
            <Link
              to="/p/$publicationId/s/$sectionId"
              params={{ publicationId: publication.id, sectionId: there.id }}
              {...(at?.block === undefined || at.section !== there.id ? {} : { hash: at.block })}
              className="link"
            >
              {m.go_there()}
              <span className="visually-hidden"> {there.title}</span>
            </Link>
          )}
          <IconButton label={m.dismiss_notice()} onPress={() => setSeen(new Set(gone.map(({ moveId }) => moveId)))}>
            <X aria-hidden size={16} />
          </IconButton>
        </span>
      }
    >
      <output>
        {there === null
          ? m.moved_by_other({ person: who })
          : isOurs
            ? m.moved_under_caret({ person: who, section: there.title })
            : m.moved_by_other_to({ person: who, section: there.title })}
      </output>
    </Notice>
  )
}
