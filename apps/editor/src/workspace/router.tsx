import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { ErrorNotice, newReference } from "../ui/error-boundary.tsx"
import { HomeScreen } from "./home-screen.tsx"
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

const section = createRoute({
  getParentRoute: () => publication,
  path: "/s/$sectionId",
  component: lazyRouteComponent(() => import("../section/section-screen.tsx"), "SectionScreen"),
})

const reading = createRoute({
  getParentRoute: () => publication,
  path: "/read",
  component: lazyRouteComponent(() => import("../reading/reading-screen.tsx"), "ReadingScreen"),
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

export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([home, publication.addChildren([contents, section, history, reading])]),
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
