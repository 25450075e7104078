import { CommentKindSchema, type Publication, type Thread, ThreadStateSchema } from "@codraft/publication"
import { ListFilter } from "lucide-react"
import { useId, useState } from "react"
import { m } from "../language/language.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { CardSelect } from "./card-select.tsx"
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
    .map((value) => ({ value, label: publication.organizations[value]?.name ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const all = { value: "" as const, label: m.comments_all() }
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
          <CardSelect
            label={m.comment_state()}
            options={[
              { value: "unsettled", label: m.comments_unsettled() },
              { value: "all", label: m.comments_all() },
              ...ThreadStateSchema.options.map((value) => ({ value, label: stateWords[value]() })),
            ]}
            value={filter.state}
            onChange={(state: Filter["state"]) => set({ state })}
          />
          <CardSelect
            label={m.comment_kind()}
            options={[all, ...CommentKindSchema.options.map((value) => ({ value, label: kindWords[value]() }))]}
            value={filter.kind ?? ""}
            onChange={(kind) => set({ kind: kind === "" ? null : kind })}
          />
          <CardSelect
            label={m.comment_target()}
            options={[
              all,
              ...targets.map((value) => ({ value, label: value === gapKey ? m.comment_target_gap() : value })),
            ]}
            value={filter.target ?? ""}
            onChange={(target) => set({ target: target === "" ? null : target })}
          />
          <CardSelect
            label={m.comment_organization()}
            options={[all, ...organizations]}
            value={filter.organization ?? ""}
            onChange={(organization) => set({ organization: organization === "" ? null : organization })}
          />
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
