/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are drawn where they belong by themselves, which those of a table element are not */
import type { Publication } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { ArrowDown, ArrowUp } from "lucide-react"
import { type KeyboardEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { threadFragment } from "../links/block-link.ts"
import type { RegisterSearch, Sorting } from "./register-address.ts"
import { RegisterRow } from "./register-row.tsx"
import type { Row } from "./rows.ts"
import { useWindowed } from "./use-windowed.ts"

const wide = matchMedia("(width >= 60rem)")

/** Heights in rem: each row has the same, so that ten thousand of them need no measuring. */
const rowRem = 6
const cardRem = 13.5

interface Column {
  name: string
  label: () => string
  sort?: Sorting
}
const columns: readonly Column[] = [
  { name: "place", label: m.register_place, sort: "place" },
  { name: "text", label: m.register_text },
  { name: "comment", label: m.comment_body },
  { name: "targets", label: m.comment_targets, sort: "target" },
  { name: "kind", label: m.comment_kind, sort: "kind" },
  { name: "organization", label: m.comment_organization, sort: "organization" },
  { name: "state", label: m.register_state, sort: "state" },
  { name: "answer", label: m.register_answer },
]

/** The rows in sight of however many there are; as cards where there is no room for columns. The keys go to rows. */
export function RegisterTable({
  publication,
  rows,
  search,
  onSort,
  chosen,
  onChoose,
  onOpen,
}: {
  publication: Publication
  rows: readonly Row[]
  search: RegisterSearch
  onSort: (search: RegisterSearch) => void
  /** null: nothing can be done with many at once. */
  chosen: ReadonlySet<string> | null
  onChoose: (chosen: ReadonlySet<string>) => void
  /** For what was on a text that is elsewhere by now. */
  onOpen: (row: Row) => void
}) {
  const hint = useId()
  const navigate = useNavigate()
  const isWide = useSyncExternalStore(subscribe, () => wide.matches)
  const body = useRef<HTMLDivElement>(null)
  const { first, last, rowPx } = useWindowed(body, rows.length, isWide ? rowRem : cardRem)
  const [current, setCurrent] = useState(0)
  const isFocusing = useRef(false)
  const at = Math.min(current, rows.length - 1)

  useEffect(() => {
    if (!isFocusing.current) return
    const row = body.current?.querySelector<HTMLElement>(`[aria-rowindex="${at + 2}"]`)
    if (!row) return
    isFocusing.current = false
    row.focus({ preventScroll: true })
    row.scrollIntoView({ block: "nearest" })
  })

  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    isFocusing.current = true
    setCurrent(next)
    const top = (body.current?.getBoundingClientRect().top ?? 0) + next * rowPx
    // Near enough that it is drawn; then it is brought into sight.
    if (top < 0 || top > innerHeight - rowPx) scrollBy({ top: top - innerHeight / 2, behavior: "instant" })
  }
  const open = (row: Row) => {
    const { sectionId, id } = row.thread
    const hash = `${threadFragment}${id}`
    const publicationId = publication.id
    if (sectionId === null) return void navigate({ to: "/p/$publicationId", params: { publicationId }, hash })
    if (row.section === null) return onOpen(row)
    return void navigate({ to: "/p/$publicationId/s/$sectionId", params: { publicationId, sectionId }, hash })
  }
  const choose = (row: Row) => {
    if (chosen === null) return
    const next = new Set(chosen)
    if (!next.delete(row.id)) next.add(row.id)
    onChoose(next)
  }
  const press = (event: KeyboardEvent) => {
    const row = rows[at]
    if (row === undefined || event.altKey || (event.target as HTMLElement).closest("[role=columnheader]")) return
    const page = Math.max(1, Math.floor(innerHeight / rowPx) - 1)
    const isCommand = event.ctrlKey || event.metaKey
    if (event.key === "ArrowDown") goTo(at + 1)
    else if (event.key === "ArrowUp") goTo(at - 1)
    else if (event.key === "PageDown") goTo(at + page)
    else if (event.key === "PageUp") goTo(at - page)
    else if (event.key === "Home") goTo(0)
    else if (event.key === "End") goTo(rows.length - 1)
    else if (event.key === "Enter" && !isCommand) open(row)
    else if (event.key === " " && chosen !== null) choose(row)
    else if (event.key === "a" && isCommand && chosen !== null) onChoose(new Set(rows.map(({ id }) => id)))
    else return
    event.preventDefault()
  }
  const sort = ({ sort: sorting }: Column) => {
    const { sort: before, down, ...rest } = search
    if (sorting === undefined) return
    if (sorting === "place") onSort(rest)
    else
      onSort(before === sorting && down !== true ? { ...rest, sort: sorting, down: true } : { ...rest, sort: sorting })
  }
  const isAll = chosen !== null && rows.every(({ id }) => chosen.has(id))
  const isSome = chosen !== null && !isAll && rows.some(({ id }) => chosen.has(id))

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus
    <div
      role="grid"
      aria-label={m.register_title()}
      aria-describedby={hint}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={chosen !== null}
      className="register-table"
      data-has-choice={chosen !== null || undefined}
      onKeyDown={press}
    >
      <p id={hint} hidden>
        {chosen === null ? m.register_keys() : m.register_keys_choose()}
      </p>
      <div role="rowgroup" className="register-columns">
        <div role="row" aria-rowindex={1} className="register-line">
          {chosen === null ? null : (
            <div role="columnheader" className="cell-choice">
              <input
                type="checkbox"
                aria-label={m.register_select_all()}
                checked={isAll}
                ref={(box) => {
                  if (box) box.indeterminate = isSome
                }}
                onChange={() => onChoose(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
              />
            </div>
          )}
          {columns.map((column) => {
            const isSorted = column.sort !== undefined && column.sort === (search.sort ?? "place")
            const order = search.down === true ? "descending" : "ascending"
            return (
              <div
                key={column.name}
                role="columnheader"
                className={`cell-${column.name}`}
                {...(column.sort === undefined ? {} : { "aria-sort": isSorted ? order : "none" })}
              >
                {column.sort === undefined ? (
                  column.label()
                ) : (
                  <button type="button" onClick={() => sort(column)}>
                    {column.label()}
                    {isSorted ? (
                      order === "ascending" ? (
                        <ArrowUp aria-hidden size={14} />
                      ) : (
                        <ArrowDown aria-hidden size={14} />
                      )
                    ) : null}
                  </button>
                )}
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="register-rows" style={{ blockSize: rows.length * rowPx }}>
        {Array.from({ length: last - first }, (_, offset) => {
          const index = first + offset
          const row = rows[index]
          return row === undefined ? null : (
            <RegisterRow
              key={row.id}
              row={row}
              index={index}
              rowPx={rowPx}
              publicationId={publication.id}
              isCurrent={index === at}
              isChosen={chosen === null ? null : chosen.has(row.id)}
              onChoose={choose}
              onOpen={open}
              onFocus={setCurrent}
            />
          )
        })}
      </div>
    </div>
  )
}

function subscribe(onChange: () => void): () => void {
  wide.addEventListener("change", onChange)
  return () => wide.removeEventListener("change", onChange)
}
