import {
  CommentKindSchema,
  gap,
  type OutlineNode,
  type Publication,
  ThreadStateSchema,
  versionLabel,
} from "@codraft/publication"
import { ListFilter, Search as SearchIcon } from "lucide-react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { kindWords, stateWords } from "../comments/words.ts"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Tick } from "../ui/tick.tsx"
import { isNarrowed, queryMax, type RegisterSearch, type Sorting, sortings } from "./register-address.ts"
import type { Row } from "./rows.ts"

/** Typing goes on for this long before it is searched. */
const settleMs = 200

/** Which comments are shown. Each choice goes into the address at once. */
export function RegisterFilters({
  publication,
  nodes,
  rows,
  search,
  onChange,
}: {
  publication: Publication
  nodes: readonly OutlineNode[]
  rows: readonly Row[]
  search: RegisterSearch
  onChange: (search: RegisterSearch) => void
}) {
  const { q = "" } = search
  const [text, setText] = useState(q)
  // Where there is little room, the choices open below the field.
  const [isOpen, setOpen] = useState(() => isNarrowed(search))
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [last, setLast] = useState(q)
  if (last !== q) {
    // The address has changed by itself: back, forward, or a filter that was reset.
    setLast(q)
    if (q !== text.trim()) setText(q)
  }
  useEffect(() => () => clearTimeout(waiting.current), [])
  const set = (key: keyof RegisterSearch, value: string | number | true | undefined) => {
    const { [key]: _, ...rest } = search
    onChange(value === undefined || value === "" ? rest : { ...rest, [key]: value })
  }
  const type = (next: string) => {
    setText(next)
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => set("q", next.trim()), settleMs)
  }
  const targets = [...new Set(rows.flatMap((row) => row.targets))].filter((key) => key !== gap).sort(byCode)
  const organizations = new Map(
    rows.map(({ thread, organization }) => [thread.onBehalf?.organization ?? thread.organization, organization]),
  )
  // What was asked for stays among the choices, also when no comment of it is there any more.
  const asked = typeof search.version === "number" ? [search.version] : []
  const versions = [...new Set([...rows.flatMap(({ thread }) => thread.version?.number ?? []), ...asked])].sort(
    (a, b) => a - b,
  )
  const sections = new Set(rows.map(({ thread }) => thread.sectionId))
  return (
    <search aria-label={m.register_filter()} data-region="" className="register-filters">
      <span className="register-search">
        <SearchIcon aria-hidden size={18} className="search-icon" />
        <input
          className="input"
          type="search"
          aria-label={m.register_search()}
          placeholder={m.register_search()}
          value={text}
          maxLength={queryMax}
          dir="auto"
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => type(event.target.value)}
        />
      </span>
      <Button kind="quiet" className="register-more" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <ListFilter aria-hidden size={16} />
        {m.register_filter()}
      </Button>
      <Field label={m.comment_state()} value={search.state} onChange={(value) => set("state", value)}>
        <option value="unsettled">{m.comments_unsettled()}</option>
        {ThreadStateSchema.options.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]()}
          </option>
        ))}
      </Field>
      <Field label={m.comment_kind()} value={search.kind} onChange={(value) => set("kind", value)}>
        {CommentKindSchema.options.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords[kind]()}
          </option>
        ))}
      </Field>
      <Field label={m.comment_target()} value={search.target} onChange={(value) => set("target", value)}>
        <option value={gap}>{m.comment_target_gap()}</option>
        {targets.map((key) => (
          <option key={key} value={key}>
            {key}
          </option>
        ))}
      </Field>
      <Field
        label={m.comment_organization()}
        value={search.organization}
        onChange={(value) => set("organization", value)}
      >
        {[...organizations]
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </Field>
      <Field label={m.register_section()} value={search.section} onChange={(value) => set("section", value)}>
        <option value="general">{m.register_general()}</option>
        {nodes
          .filter(({ section }) => sections.has(section.id))
          .map((node) => ({ section: node.section, number: numberWords(node) }))
          .map(({ section, number }) => (
            <option key={section.id} value={section.id} lang={section.language}>
              {`${number} ${section.title}`}
            </option>
          ))}
      </Field>
      {versions.length > 0 || search.version !== undefined ? (
        <Field
          label={m.register_version()}
          value={search.version === undefined ? "" : String(search.version)}
          onChange={(value) => set("version", value === "draft" || value === "" ? value : Number(value))}
        >
          <option value="draft">{m.register_version_draft()}</option>
          {versions.map((number) => (
            <option key={number} value={number}>
              {versionLabel(publication, number)}
            </option>
          ))}
        </Field>
      ) : null}
      <Field
        label={m.register_sort()}
        isAlways
        value={search.sort ?? "place"}
        onChange={(value) => {
          const { sort: _, down: __, ...rest } = search
          onChange(value === "place" ? rest : { ...rest, sort: value as Exclude<Sorting, "place"> })
        }}
      >
        {sortings.map((sorting) => (
          <option key={sorting} value={sorting}>
            {sortWords[sorting]()}
          </option>
        ))}
      </Field>
      <div className="register-ticks">
        <Tick
          label={m.comments_mine()}
          isSelected={search.mine === true}
          onChange={(isOn) => set("mine", isOn || undefined)}
        />
        <Tick
          label={m.comments_unanswered()}
          isSelected={search.unanswered === true}
          onChange={(isOn) => set("unanswered", isOn || undefined)}
        />
        {isNarrowed(search) ? (
          <Button kind="quiet" onPress={() => onChange({})}>
            {m.comments_filter_reset()}
          </Button>
        ) : null}
      </div>
    </search>
  )
}

const sortWords: Record<Sorting, () => string> = {
  place: m.register_sort_place,
  organization: m.comment_organization,
  kind: m.comment_kind,
  state: m.comment_state,
  target: m.comment_target,
  date: m.register_sort_date,
}

function byCode(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true })
}

function Field({
  label,
  value = "",
  isAlways = false,
  onChange,
  children,
}: {
  label: string
  value: string | undefined
  /** There is no way to leave it out. */
  isAlways?: boolean
  onChange: (value: string) => void
  children: ReactNode
}) {
  return (
    <label className="register-field" data-is-set={(!isAlways && value !== "") || undefined}>
      <span>{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {isAlways ? null : <option value="">{m.comments_all()}</option>}
        {children}
      </select>
    </label>
  )
}
