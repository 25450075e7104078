/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are drawn where they belong by themselves, which those of a table element are not */
import { gap } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { memo } from "react"
import { kindWords, outcomeWords, stateWords } from "../comments/words.ts"
import { m } from "../language/language.ts"
import { threadFragment } from "../links/block-link.ts"
import type { Row } from "./rows.ts"

/** One comment. A press anywhere opens the place; what has no place is opened here. */
export const RegisterRow = memo(function RegisterRow({
  row,
  index,
  rowPx,
  publicationId,
  isCurrent,
  isChosen,
  onChoose,
  onOpen,
  onFocus,
}: {
  row: Row
  index: number
  rowPx: number
  publicationId: string
  isCurrent: boolean
  /** null: there is nothing to choose for. */
  isChosen: boolean | null
  onChoose: (row: Row) => void
  onOpen: (row: Row) => void
  onFocus: (index: number) => void
}) {
  const { thread, section, quote, isRemoved } = row
  const { sectionId } = thread
  const where = section === null ? (row.beside ?? m.register_general()) : `${section.number} ${section.title}`
  // Of what was made on a version that is said as well, and all of it is to be seen.
  const lines = row.version === null ? 2 : 1
  const opening = { tabIndex: -1, className: "clamped opens", "data-lines": 4, dir: "auto" } as const
  const linked = { hash: `${threadFragment}${thread.id}`, preload: false } as const
  const outcome = thread.outcome === null ? null : outcomeWords[thread.outcome]()
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys go to the table
    <div
      role="row"
      tabIndex={isCurrent ? 0 : -1}
      aria-rowindex={index + 2}
      {...(isChosen === null ? {} : { "aria-selected": isChosen })}
      className="register-line"
      style={{ transform: `translateY(${index * rowPx}px)`, blockSize: rowPx }}
      onFocus={() => onFocus(index)}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest("a, input, label") || String(getSelection()) !== "") return
        onOpen(row)
      }}
    >
      {isChosen === null ? null : (
        <div role="gridcell" className="cell-choice">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={m.register_select({ comment: row.comment.slice(0, 60) })}
            checked={isChosen}
            onChange={() => onChoose(row)}
          />
        </div>
      )}
      <div role="gridcell" className="cell-place">
        <span className="clamped" data-lines={lines} dir="auto" lang={section?.language}>
          {where}
        </span>
        {row.paragraph === "" ? null : (
          <span className="clamped soft" data-lines={lines} dir="auto">
            {row.paragraph}
          </span>
        )}
        {row.version === null ? null : (
          <span className="clamped soft" data-lines={2} dir="auto">
            {row.version}
          </span>
        )}
      </div>
      <div role="gridcell" className="cell-text">
        {isRemoved ? <span className="register-note">{row.changedSince ?? m.comments_removed()}</span> : null}
        {quote === null ? (
          <span className="soft">{section === null ? "" : m.register_on_section()}</span>
        ) : (
          <span className="clamped quoted" data-lines={isRemoved ? 3 : 4} lang={section?.language} dir="auto">
            {quote}
          </span>
        )}
      </div>
      <div role="gridcell" className="cell-comment">
        {sectionId !== null && section === null ? (
          <button type="button" {...opening} onClick={() => onOpen(row)}>
            {row.comment}
          </button>
        ) : sectionId === null ? (
          <Link to="/p/$publicationId" params={{ publicationId }} {...opening} {...linked}>
            {row.comment}
          </Link>
        ) : (
          <Link to="/p/$publicationId/s/$sectionId" params={{ publicationId, sectionId }} {...opening} {...linked}>
            {row.comment}
          </Link>
        )}
      </div>
      <div role="gridcell" className="cell-targets">
        {row.targets.map((key) => (
          <span key={key} className="register-target">
            {key === gap ? m.register_gap() : key}
          </span>
        ))}
      </div>
      <div role="gridcell" className="cell-kind">
        {kindWords[thread.kind]()}
      </div>
      <div role="gridcell" className="cell-organization">
        <span className="clamped" data-lines={row.received === null ? 4 : 2}>
          {row.organization}
        </span>
        {row.received === null ? null : (
          <span className="clamped soft" data-lines={2} title={row.received}>
            {row.received}
          </span>
        )}
      </div>
      <div role="gridcell" className="cell-state">
        <span className="register-state" data-state={thread.state}>
          {stateWords[thread.state]()}
        </span>
        {outcome === null ? null : <span>{outcome}</span>}
      </div>
      <div role="gridcell" className="cell-answer">
        <span className="clamped" data-lines={4} dir="auto">
          {row.answer}
        </span>
      </div>
    </div>
  )
})
