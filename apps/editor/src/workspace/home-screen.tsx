import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useMe } from "../account/me.ts"
import { roleWords } from "../account/role-words.ts"
import { SignInScreen } from "../account/sign-in-screen.tsx"
import { m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { WaitingForYou } from "../waiting/waiting-for-you.tsx"
import { useTitle } from "../ui/use-title.ts"
import { publicationsQuery } from "./publications.ts"

export function HomeScreen() {
  useLanguage()
  const me = useMe()
  if (me.isPending) return <p className="px-8 py-16 text-ink-soft">{m.loading()}</p>
  if (me.isError) {
    return (
      <div className="mx-auto max-w-2xl px-4 py-16">
        <Notice kind="danger" isUrgent action={<Button onPress={() => void me.refetch()}>{m.try_again()}</Button>}>
          {m.server_silent()}
        </Notice>
      </div>
    )
  }
  return me.data ? <Publications /> : <SignInScreen />
}

function Publications() {
  useTitle(m.publications())
  const me = useMe().data
  const publications = useQuery(publicationsQuery)
  return (
    <div className="mx-auto w-full max-w-4xl px-4 pt-10 pb-24 sm:px-8 lg:pt-16">
      <h1 className="font-serif text-2xl font-semibold">{m.publications()}</h1>
      <WaitingForYou />
      {publications.isPending ? <p className="pt-6 text-ink-soft">{m.loading()}</p> : null}
      {publications.isError ? (
        <div className="pt-6">
          <Notice
            kind="danger"
            isUrgent
            action={<Button onPress={() => void publications.refetch()}>{m.try_again()}</Button>}
          >
            {m.server_silent()}
          </Notice>
        </div>
      ) : null}
      {publications.data?.length === 0 ? <p className="pt-6 text-ink-soft">{m.no_publications()}</p> : null}
      <ul data-region="" className="mt-6 border-t border-rule-strong">
        {publications.data?.map((publication) => {
          const membership = me?.memberships.find((candidate) => candidate.publicationId === publication.id)
          return (
            <li key={publication.id} className="border-b border-rule py-6">
              {publication.series ? (
                <p className="small-caps text-ink-soft">
                  {publication.series}
                  {publication.seriesNumber ? ` ${publication.seriesNumber}` : ""}
                </p>
              ) : null}
              <h2 className="pt-1 font-serif text-xl font-semibold text-balance">
                <Link
                  to="/p/$publicationId"
                  params={{ publicationId: publication.id }}
                  lang={publication.originalLanguage}
                  className="hover:underline"
                >
                  {publication.title}
                </Link>
              </h2>
              {publication.subtitle ? <p className="font-serif text-ink-soft">{publication.subtitle}</p> : null}
              {membership ? (
                <p className="pt-2 text-sm text-ink-soft">
                  {m.you_take_part({ organization: membership.organization, role: roleWords(membership.role) })}
                </p>
              ) : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
