import { useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { Search as SearchIcon } from "lucide-react"
import { type ComponentType, useEffect, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { m } from "../language/language.ts"
import { blockOfHash } from "../links/block-link.ts"
import { isMac, keysShown } from "../section/keys.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import { Tool } from "../ui/tool.tsx"
import { useFindKeys } from "./find-keys.ts"
import type { Asked, FindBarKeys, FindBarProps } from "./find-bar.tsx"

/** The bar itself, once it is loaded: before the first key that asks for it, or the letters typed after that would go into the text. */
let FindBar: ComponentType<FindBarProps> | null = null
const loadBar = async () => {
  FindBar = (await import("./find-bar.tsx")).FindBar
}

/** Each link that is followed opens a bar of its own. */
let links = 0

/** The button of the find bar, the keys that open it, and the bar; what it takes to find is loaded when it is wanted. */
export function FindPlace({
  session,
  mayWrite,
  language,
}: {
  session: SectionSession
  mayWrite: boolean
  language: string
}) {
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  const [asked, setAsked] = useState<Asked | null>(null)
  const keys = useRef<FindBarKeys | null>(null)
  const link = useLink()
  const isOnMac = isMac()

  const show = (wanted: Asked) => {
    if (FindBar) return flushSync(() => setAsked(wanted))
    session.editor.blur()
    void loadBar().then(() => setAsked(wanted))
  }
  const open = (withReplace: boolean) => {
    if (keys.current) keys.current.open(withReplace)
    else show({ id: 0, withReplace: withReplace && mayWrite, link: null })
  }
  useFindKeys(isOnMac, (key) => {
    if (!isLoaded) return false
    // Pressed again in the bar, it asks for the browser's own.
    if (key === "find" && keys.current?.hasFocus()) return false
    if (key === "find" || key === "replace") open(key === "replace")
    else if (keys.current) keys.current.go(key)
    else open(false)
    return true
  })
  const { text, match, matchCase, wholeWords } = link.query
  useEffect(() => {
    if (!isLoaded || text === "") return
    const blockId = blockOfHash(location.hash) ?? ""
    const wanted = {
      id: (links += 1),
      withReplace: false,
      link: { blockId, query: { text, match, matchCase, wholeWords } },
    }
    void loadBar().then(() => setAsked(wanted))
  }, [isLoaded, text, match, matchCase, wholeWords])
  useEffect(() => {
    // It is on the device before it is asked for: the connection may be gone by then.
    if (isLoaded) loadBar().catch(() => {})
  }, [isLoaded])

  return (
    <>
      <span className="find-open">
        <Tool
          icon={SearchIcon}
          label={mayWrite ? m.find_and_replace() : m.find_in_section()}
          keys={keysShown("Mod F", isOnMac)}
          isDisabled={!isLoaded}
          onPress={() => open(false)}
        />
      </span>
      {asked && FindBar ? (
        <FindBar
          key={asked.id}
          session={session}
          asked={asked}
          mayWrite={mayWrite}
          language={language}
          keys={keys}
          onClose={() => {
            setAsked(null)
            link.forget()
          }}
        />
      ) : null}
    </>
  )
}

/** What a link into this section looks for in it, as the results of a search do. */
function useLink() {
  const search = useSearch({ from: "/p/$publicationId/s/$sectionId" })
  const params = useParams({ from: "/p/$publicationId/s/$sectionId" })
  const navigate = useNavigate()
  const { find: text = "", match = "words", case: matchCase = false, whole: wholeWords = false } = search
  return {
    // Of one word there is no order.
    query: { text, match: /\s/.test(text.trim()) ? match : "phrase", matchCase, wholeWords } as const,
    forget: () => {
      if (text === "") return
      void navigate({ to: "/p/$publicationId/s/$sectionId", params, search: {}, replace: true, resetScroll: false })
    },
  }
}
