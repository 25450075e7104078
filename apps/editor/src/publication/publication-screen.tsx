import type { PersonId } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { Outlet, useLocation, useNavigate, useParams } from "@tanstack/react-router"
import { useEffect, useEffectEvent, useMemo } from "react"
import { useMe } from "../account/me.ts"
import { m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { NotFoundScreen } from "../workspace/not-found-screen.tsx"
import { request, RequestError } from "../workspace/request.ts"
import { PublicationContext } from "./publication-context.ts"
import { type FetchedPublication, PublicationFacts } from "./publication-facts.ts"

/** Everything under `/p/:publicationId`: one live view of its facts for as long as the person stays in it. */
export function PublicationScreen() {
  useLanguage()
  const me = useMe()
  const { publicationId } = useParams({ from: "/p/$publicationId" })
  if (me.isPending) return <Waiting />
  if (me.isError) return <Silent onRetry={() => void me.refetch()} />
  if (!me.data) return <ToSignIn />
  return (
    <Opened
      key={`${publicationId} ${me.data.person.personId}`}
      publicationId={publicationId}
      personId={me.data.person.personId as PersonId}
    />
  )
}

/** Goes once, and remembers where from: on the way the location is already the one that it leads to. */
function ToSignIn() {
  const { href } = useLocation()
  const navigate = useNavigate()
  const go = useEffectEvent(() => void navigate({ to: "/", search: { next: href }, replace: true }))
  useEffect(() => go(), [])
  return <Waiting />
}

function Opened({ publicationId, personId }: { publicationId: string; personId: PersonId }) {
  const fetched = useQuery({
    queryKey: ["publication", publicationId, personId],
    queryFn: ({ signal }) =>
      request<FetchedPublication>(`/api/publications/${encodeURIComponent(publicationId)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: (count, error) => error instanceof RequestError && error.status === 0 && count < 3,
  })
  const { data } = fetched
  const facts = useMemo(() => (data ? new PublicationFacts(data, personId) : null), [data, personId])
  const open = useMemo(() => facts && { facts, personId }, [facts, personId])
  useEffect(() => facts?.follow(), [facts])
  useEffect(fetchScreens, [])

  if (fetched.error instanceof RequestError && fetched.error.status === 404) return <NotFoundScreen />
  if (fetched.isError) return <Silent onRetry={() => void fetched.refetch()} />
  if (!open) return <Waiting />
  return (
    <PublicationContext value={open}>
      <Outlet />
    </PublicationContext>
  )
}

/** The screens of a publication, and what stands beside its contents, are on the device before they are asked for: the connection may be gone by then. */
function fetchScreens(): () => void {
  const fetchAll = () => {
    const screens = [
      import("../contents/contents-screen.tsx"),
      import("../section/section-screen.tsx"),
      import("../reading/reading-screen.tsx"),
      import("../search/search-screen.tsx"),
      import("../comments/general-panel.tsx"),
    ]
    // What does not come now is asked for again, and missed aloud, when someone goes there.
    void Promise.allSettled(screens)
  }
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(fetchAll, 1_000)
    return () => clearTimeout(timer)
  }
  const whenIdle = requestIdleCallback(fetchAll, { timeout: 3_000 })
  return () => cancelIdleCallback(whenIdle)
}

const Waiting = () => <output className="block px-4 py-16 text-ink-soft sm:px-8">{m.loading()}</output>

function Silent({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-16">
      <Notice kind="danger" isUrgent action={<Button onPress={onRetry}>{m.try_again()}</Button>}>
        {m.server_silent()}
      </Notice>
    </div>
  )
}
