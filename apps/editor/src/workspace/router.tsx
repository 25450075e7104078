import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { coverageAddress } from "../coverage/coverage-address.ts"
import { validSearch } from "../search/search-address.ts"
import { validRegister } from "../register/register-address.ts"
import { ErrorNotice, newReference } from "../ui/error-boundary.tsx"
import { HomeScreen } from "./home-screen.tsx"
import { printChoices } from "../print/print-choices.ts"
import { NotFoundScreen } from "./not-found-screen.tsx"
import { Shell } from "./shell.tsx"

const root = createRootRoute({ component: Shell, notFoundComponent: () => <NotFoundScreen /> })

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: HomeScreen,
  // Where to go after signing in: a path of this application, never another site.
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === "string" && /^\/(?!\/)/.test(next) ? { next } : {},
})

const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(() => import("../verify/verify-screen.tsx"), "VerifyScreen"),
})

/** For whoever has a link: nobody need be signed in. */
const shared = createRoute({
  getParentRoute: () => root,
  path: "/v/$token",
  component: lazyRouteComponent(() => import("../versions/links/shared-screen.tsx"), "SharedScreen"),
})

const sharedCorrection = createRoute({
  getParentRoute: () => root,
  path: "/v/$token/corrections/$correction",
  component: lazyRouteComponent(() => import("../versions/links/shared-screen.tsx"), "SharedCorrectionScreen"),
})

const publication = createRoute({
  getParentRoute: () => root,
  path: "/p/$publicationId",
  component: lazyRouteComponent(() => import("../publication/publication-screen.tsx"), "PublicationScreen"),
})

const contents = createRoute({
  getParentRoute: () => publication,
  path: "/",
  component: lazyRouteComponent(() => import("../contents/contents-screen.tsx"), "ContentsScreen"),
})

/** What to find in a section, for whoever comes from a search: `?find=`. */
interface SectionSearch {
  /** What others changed is marked from the start. */
  changes?: true
  find?: string
  match?: "words" | "phrase"
  case?: boolean
  whole?: boolean
}

const section = createRoute({
  getParentRoute: () => publication,
  path: "/s/$sectionId",
  component: lazyRouteComponent(() => import("../section/section-screen.tsx"), "SectionScreen"),
  validateSearch: ({ changes, find, match, case: matchCase, whole }: Record<string, unknown>): SectionSearch => ({
    ...(changes === true ? { changes } : {}),
    // "2016" comes as a number.
    ...(typeof find === "string" || typeof find === "number" ? { find: String(find).slice(0, 200) } : {}),
    ...(match === "phrase" ? { match } : {}),
    ...(matchCase === true ? { case: true } : {}),
    ...(whole === true ? { whole: true } : {}),
  }),
})

const search = createRoute({
  getParentRoute: () => publication,
  path: "/search",
  component: lazyRouteComponent(() => import("../search/search-screen.tsx"), "SearchScreen"),
  validateSearch: validSearch,
})

const register = createRoute({
  getParentRoute: () => publication,
  path: "/review",
  component: lazyRouteComponent(() => import("../register/register-screen.tsx"), "RegisterScreen"),
  validateSearch: validRegister,
})

const reading = createRoute({
  getParentRoute: () => publication,
  path: "/read",
  component: lazyRouteComponent(() => import("../reading/reading-screen.tsx"), "ReadingScreen"),
})

const coverage = createRoute({
  getParentRoute: () => publication,
  path: "/coverage",
  component: lazyRouteComponent(() => import("../coverage/coverage-screen.tsx"), "CoverageScreen"),
  validateSearch: coverageAddress,
})

const versions = createRoute({
  getParentRoute: () => publication,
  path: "/versions",
  component: lazyRouteComponent(() => import("../versions/versions-screen.tsx"), "VersionsScreen"),
})

const version = createRoute({
  getParentRoute: () => publication,
  path: "/versions/$number",
  component: lazyRouteComponent(() => import("../versions/version-screen.tsx"), "VersionScreen"),
})

const comparison = createRoute({
  getParentRoute: () => publication,
  path: "/versions/$a/diff/$b",
  component: lazyRouteComponent(() => import("../versions/compare/compare-screen.tsx"), "CompareScreen"),
})

const history = createRoute({
  getParentRoute: () => publication,
  path: "/s/$sectionId/history",
  component: lazyRouteComponent(() => import("../history/history-screen.tsx"), "HistoryScreen"),
  // The moments that are compared; without them what the latest session changed.
  validateSearch: ({ from, to }: Record<string, unknown>): { from?: number; to?: number } =>
    isMoment(from) && isMoment(to) ? { from, to } : {},
})

function isMoment(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
}

const print = createRoute({
  getParentRoute: () => publication,
  path: "/print",
  validateSearch: printChoices,
  component: lazyRouteComponent(() => import("../print/print-screen.tsx"), "PrintScreen"),
})

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      home,
      verify,
      shared,
      sharedCorrection,
      publication.addChildren([
        contents,
        section,
        history,
        reading,
        register,
        search,
        print,
        coverage,
        versions,
        version,
        comparison,
      ]),
    ]),
    defaultPreload: "intent",
    defaultPendingComponent: () => <output className="block px-4 py-16 text-ink-soft sm:px-8">{m.loading()}</output>,
    defaultErrorComponent: ({ error, reset }) => (
      <ErrorNotice
        error={error instanceof Error ? error : new Error(String(error))}
        reference={newReference()}
        onRetry={reset}
      />
    ),
  })
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
