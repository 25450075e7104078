import { Link, useNavigate, useParams, useRouterState } from "@tanstack/react-router"
import { Search as SearchIcon } from "lucide-react"
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react"
import { Input } from "react-aria-components/Input"
import { m } from "../language/language.ts"
import { isMac, keysShown } from "../section/keys.ts"
import { Tip } from "../ui/tooltip.tsx"
import { queryMax } from "./search-address.ts"
import "./search-place.css"

/** The way to the search from everywhere in a publication: a field where there is room, a button elsewhere, and its keys. */
export function SearchPlace() {
  const { publicationId } = useParams({ strict: false })
  const isThere = useRouterState({ select: ({ location }) => location.pathname.endsWith("/search") })
  return publicationId ? <OfPublication key={publicationId} publicationId={publicationId} isThere={isThere} /> : null
}

function OfPublication({ publicationId, isThere }: { publicationId: string; isThere: boolean }) {
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [q, setQ] = useState("")
  const keys = keysShown("Mod Shift F", isMac())

  const begin = useEffectEvent(() => {
    const own = document.querySelector<HTMLInputElement>("[data-search-field]") ?? field.current
    if (own && own.offsetParent !== null) {
      own.focus()
      own.select()
    } else void navigate({ to: "/p/$publicationId/search", params: { publicationId } })
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isSearchKey(event)) return
      if (document.querySelector('[role="dialog"][aria-modal], .veil')) return
      event.preventDefault()
      begin()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: "/p/$publicationId/search", params: { publicationId }, search: q.trim() === "" ? {} : { q } })
    setQ("")
  }
  if (isThere) return null
  return (
    <search aria-label={m.search()} className="search-place">
      <form onSubmit={submit} className="search-place-field">
        <SearchIcon aria-hidden size={16} className="search-icon" />
        <Input
          ref={field}
          aria-label={m.search_publication()}
          className="input"
          value={q}
          maxLength={queryMax}
          dir="auto"
          autoComplete="off"
          enterKeyHint="search"
          placeholder={m.search_publication()}
          onChange={(event) => setQ(event.target.value)}
        />
        <kbd aria-hidden className="search-key">
          /
        </kbd>
      </form>
      <Tip text={m.search_publication()} shortcut={keys}>
        <Link
          to="/p/$publicationId/search"
          params={{ publicationId }}
          aria-label={m.search_publication()}
          data-kind="quiet"
          data-shape="icon"
          className="button search-place-button"
        >
          <SearchIcon aria-hidden size={18} />
        </Link>
      </Tip>
    </search>
  )
}

/** Ctrl+Shift+F; and "/" where it would not be typed. */
function isSearchKey(event: KeyboardEvent): boolean {
  if (event.altKey || event.getModifierState("AltGraph")) return false
  if (event.ctrlKey || event.metaKey) return event.shiftKey && event.key.toLowerCase() === "f"
  if (event.key !== "/") return false
  const target = event.target instanceof HTMLElement ? event.target : null
  return !target?.isContentEditable && !target?.closest("input, textarea, select, [role=menu], [role=listbox]")
}
