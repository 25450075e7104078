import { Link, Outlet, useRouterState } from "@tanstack/react-router"
import { useEffect, useRef } from "react"
import { useMe } from "../account/me.ts"
import { AccountMenu } from "../account/account-menu.tsx"
import { HelpKeys } from "../help/help-keys.tsx"
import { m, useLanguage } from "../language/language.ts"
import { SearchPlace } from "../search/search-place.tsx"
import { Announcer } from "../ui/announcer.tsx"
import { FootPlace } from "../ui/at-foot.tsx"
import { ErrorBoundary } from "../ui/error-boundary.tsx"
import { useRegionKeys } from "../ui/regions.ts"
import { SettingsMenu } from "./settings-menu.tsx"

/** What stands around every screen: the bar at the top, the way past it, and the keys that go round the regions. */
export function Shell() {
  useLanguage()
  useRegionKeys()
  const { data: me, isPending } = useMe()
  const path = useRouterState({ select: (state) => state.location.pathname })
  // Signing in and out changes the whole page at the same address.
  const main = useFocusOnNewPage(isPending ? null : `${path} ${me?.person.personId ?? ""}`)
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="skip-link"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {m.skip_to_content()}
      </a>
      <header data-region="" className="app-bar no-print">
        <Link to="/" className="wordmark">
          Codraft
        </Link>
        <div id="app-bar-place" className="min-w-0 flex-1" />
        <SearchPlace />
        <SettingsMenu />
        {me ? <AccountMenu me={me} /> : null}
      </header>
      <main ref={main} id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        <ErrorBoundary resetKey={path}>
          <Outlet />
        </ErrorBoundary>
        <FootPlace />
      </main>
      <Announcer />
      <HelpKeys />
    </div>
  )
}

/** A screen reader starts at the top of a new page, not where the followed link has been. The first page is left alone. */
function useFocusOnNewPage(page: string | null) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (page === null || shown.current === page) return
    const isFirst = shown.current === null
    shown.current = page
    if (isFirst) return
    main.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [page])
  return main
}
