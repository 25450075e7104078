import { CommentKindSchema, type OrgId, type Publication, type Thread, ThreadStateSchema } from "@codraft/publication"
import { ListFilter } from "lucide-react"
import { useId, useState } from "react"
import { m } from "../language/language.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { type Filter, gapKey, isFiltered, organizationOf, targetsOf, usualFilter } from "./filter.ts"
import { kindWords, stateWords } from "./words.ts"

/** Which comments are shown. It stands under its button, and says how many are not. */
export function FilterBar({
  publication,
  here,
  filter,
  hiddenCount,
  onChange,
}: {
  publication: Publication
  here: readonly Thread[]
  filter: Filter
  hiddenCount: number
  onChange: (filter: Filter) => void
}) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const set = (part: Partial<Filter>) => onChange({ ...filter, ...part })
  const targets = [...new Set(here.flatMap(targetsOf))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
  const organizations = [...new Set(here.map(organizationOf))]
    .map((orgId) => ({ orgId, name: publication.organizations[orgId]?.name ?? orgId }))
    .sort((a, b) => a.name.localeCompare(b.name))
  return (
    <>
      <IconButton
        label={m.comments_filter()}
        className="comments-filter-button"
        aria-expanded={isOpen}
        {...(isOpen ? { "aria-controls": id } : {})}
        onPress={() => setOpen(!isOpen)}
      >
        <ListFilter aria-hidden size={17} />
      </IconButton>
      {isOpen ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields in it
        <fieldset
          id={id}
          aria-label={m.comments_filter()}
          className="comments-filter"
          onKeyDown={(event) => {
            if (event.key !== "Escape") return
            event.stopPropagation()
            setOpen(false)
            event.currentTarget.parentElement?.querySelector<HTMLElement>("[aria-expanded]")?.focus()
          }}
        >
          <label className="comment-label">
            {m.comment_state()}
            <select
              className="input"
              value={filter.state}
              onChange={(event) => set({ state: event.target.value as Filter["state"] })}
            >
              <option value="unsettled">{m.comments_unsettled()}</option>
              <option value="all">{m.comments_all()}</option>
              {ThreadStateSchema.options.map((state) => (
                <option key={state} value={state}>
                  {stateWords[state]()}
                </option>
              ))}
            </select>
          </label>
          <label className="comment-label">
            {m.comment_kind()}
            <select
              className="input"
              value={filter.kind ?? ""}
              onChange={(event) => set({ kind: CommentKindSchema.safeParse(event.target.value).data ?? null })}
            >
              <option value="">{m.comments_all()}</option>
              {CommentKindSchema.options.map((kind) => (
                <option key={kind} value={kind}>
                  {kindWords[kind]()}
                </option>
              ))}
            </select>
          </label>
          <label className="comment-label">
            {m.comment_target()}
            <select
              className="input"
              value={filter.target ?? ""}
              onChange={(event) => set({ target: event.target.value || null })}
            >
              <option value="">{m.comments_all()}</option>
              {targets.map((key) => (
                <option key={key} value={key}>
                  {key === gapKey ? m.comment_target_gap() : key}
                </option>
              ))}
            </select>
          </label>
          <label className="comment-label">
            {m.comment_organization()}
            <select
              className="input"
              value={filter.organization ?? ""}
              onChange={(event) => set({ organization: (event.target.value || null) as OrgId | null })}
            >
              <option value="">{m.comments_all()}</option>
              {organizations.map(({ orgId, name }) => (
                <option key={orgId} value={orgId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="filter-tick">
            <input
              type="checkbox"
              checked={filter.isMine}
              onChange={(event) => set({ isMine: event.target.checked })}
            />
            {m.comments_mine()}
          </label>
          <label className="filter-tick">
            <input
              type="checkbox"
              checked={filter.isUnanswered}
              onChange={(event) => set({ isUnanswered: event.target.checked })}
            />
            {m.comments_unanswered()}
          </label>
          {isFiltered(filter) ? (
            <Button kind="quiet" onPress={() => onChange(usualFilter)}>
              {m.comments_filter_reset()}
            </Button>
          ) : null}
        </fieldset>
      ) : null}
      {hiddenCount > 0 ? (
        <p className="comments-hidden">
          {m.comments_hidden({ count: hiddenCount })}{" "}
          <button type="button" className="link" onClick={() => onChange({ ...usualFilter, state: "all" })}>
            {m.comments_show_all()}
          </button>
        </p>
      ) : null}
    </>
  )
}
