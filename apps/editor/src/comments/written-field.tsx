import type { PersonId, Publication } from "@codraft/publication"
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { type Mentionable, mentionable, mentionBefore, type Written } from "./mentions.ts"

export interface WrittenFieldHandle {
  focus(): void
}

/** Plain words of several lines, in which `@` offers people. Ctrl+Enter sends; Escape is for whoever shows the field. */
export function WrittenField({
  label,
  isLabelShown = false,
  value,
  onChange,
  publication,
  mayRead,
  onSend,
  onEscape,
  describedBy,
  placeholder,
  isInvalid = false,
  handle,
  takesFocus = false,
}: {
  label: string
  isLabelShown?: boolean
  value: Written
  onChange: (value: Written) => void
  publication: Publication
  /** Who can be mentioned: whoever will read this. */
  mayRead: (personId: PersonId) => boolean
  onSend: () => void
  onEscape: () => void
  describedBy?: string | undefined
  placeholder?: string
  isInvalid?: boolean
  handle?: Ref<WrittenFieldHandle>
  takesFocus?: boolean
}) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [asked, setAsked] = useState<{ start: number; end: number; query: string } | null>(null)
  const [active, setActive] = useState(0)
  /** Where the caret goes once a name is in: a new one each time, though it may be at the same place. */
  const [caret, setCaret] = useState<{ at: number } | null>(null)
  const offered = asked === null ? [] : mentionable(publication, asked.query, mayRead)
  const isOpen = offered.length > 0
  useImperativeHandle(handle, () => ({ focus: () => focusAtEnd(field.current) }))
  useEffect(() => {
    if (takesFocus) focusAtEnd(field.current)
  }, [takesFocus])
  // With the words and not a frame later, when the next keys have gone elsewhere.
  useLayoutEffect(() => {
    if (caret !== null) field.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])
  const count = offered.length
  const query = asked?.query
  useEffect(() => {
    if (query !== undefined && count > 0) announce(m.comment_people_offered({ count }))
  }, [query, count])

  const look = () => {
    const { current } = field
    if (!current || current.selectionStart !== current.selectionEnd) return setAsked(null)
    const end = current.selectionStart
    const found = mentionBefore(current.value.slice(0, end))
    setActive(0)
    return setAsked(found && { ...found, end })
  }
  const choose = ({ person, name }: Mentionable) => {
    if (asked === null) return
    const text = `${value.text.slice(0, asked.start)}@${name} ${value.text.slice(asked.end)}`
    setCaret({ at: asked.start + name.length + 2 })
    setAsked(null)
    onChange({ text, mentioned: [...value.mentioned.filter((mention) => mention.name !== name), { person, name }] })
    field.current?.focus({ preventScroll: true })
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      return onSend()
    }
    if (isOpen && asked) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
      const chosen = offered[active]
      if (step !== 0) setActive((active + step + offered.length) % offered.length)
      else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen)
      else if (event.key === "Escape") setAsked(null)
      else return
      event.preventDefault()
      event.stopPropagation()
    } else if (event.key === "Escape") {
      event.preventDefault()
      event.stopPropagation()
      onEscape()
    }
  }

  return (
    <div className="written">
      <label htmlFor={id} className={isLabelShown ? "comment-label" : "visually-hidden"}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        rows={2}
        className="input written-input"
        value={value.text}
        placeholder={placeholder}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
        onChange={(event) => {
          onChange({ ...value, text: event.target.value })
          look()
        }}
        onSelect={() => asked && look()}
        onBlur={() => setAsked(null)}
        onKeyDown={press}
      />
      {isOpen ? (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the field keeps the focus, which no select would let it
        <div id={`${id}-list`} role="listbox" aria-label={m.comment_people()} className="comment-options">
          {offered.map((person, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys go to the field
            <div
              key={person.person}
              id={`${id}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as its list
              role="option"
              aria-selected={index === active}
              className="caret-option"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <span className="min-w-0 flex-1">
                {person.name}
                <span className="block text-xs text-ink-soft">{person.organization}</span>
              </span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function focusAtEnd(field: HTMLTextAreaElement | null): void {
  if (!field || document.activeElement === field) return
  field.focus({ preventScroll: true })
  field.setSelectionRange(field.value.length, field.value.length)
}
