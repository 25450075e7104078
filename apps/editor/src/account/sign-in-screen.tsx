import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { useId, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { SearchField } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { RequestError } from "../workspace/request.ts"
import { roleWords } from "./role-words.ts"
import { groupsMatching, samplePeopleQuery, type SamplePerson } from "./sample-people.ts"
import { signInAs } from "./session.ts"

export function SignInScreen() {
  useLanguage()
  useTitle(m.sign_in())
  const people = useQuery(samplePeopleQuery)
  const [search, setSearch] = useState("")
  const groups = groupsMatching(people.data ?? [], search)
  const found = groups.reduce((count, group) => count + group.people.length, 0)

  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-10 pb-24 sm:px-8 lg:pt-20">
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <header className="lg:sticky lg:top-24 lg:self-start">
          <h1 className="font-serif text-3xl font-semibold tracking-tight">Codraft</h1>
          <p className="pt-3 font-serif text-lg text-pretty text-ink-soft">{m.codraft_sentence()}</p>
          {people.data ? (
            <div className="pt-8">
              <p className="pb-6 text-sm text-ink-soft">{m.demo_sentence()}</p>
              <SearchField label={m.find_person()} value={search} onChange={setSearch} />
              <output className="block min-h-6 pt-2 text-sm text-ink-soft">
                {search === "" ? "" : m.people_found({ count: found })}
              </output>
            </div>
          ) : null}
          <p className="pt-6 text-sm">
            <Link to="/verify" className="link">
              {m.verify_title()}
            </Link>
          </p>
        </header>
        <div data-region="" className="min-w-0">
          {people.isPending ? <p className="text-ink-soft">{m.loading()}</p> : null}
          {people.isError ? <PeopleMissing error={people.error} onRetry={() => void people.refetch()} /> : null}
          <div className="gap-x-10 sm:columns-2">
            {groups.map((group) => (
              <section key={group.id} className="mb-8 break-inside-avoid">
                <h2 className="border-b border-rule-strong pb-1 text-sm font-semibold">{group.name}</h2>
                <ul>
                  {group.people.map((person) => (
                    <PersonRow key={person.personId} person={person} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
          {people.data && found === 0 ? <p className="text-ink-soft">{m.nobody_found()}</p> : null}
        </div>
      </div>
    </div>
  )
}

function PersonRow({ person }: { person: SamplePerson }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { next } = useSearch({ from: "/" })
  const detailId = useId()
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle")

  const signIn = async () => {
    setState("busy")
    try {
      await signInAs(person.personId, queries)
      if (next) await navigate({ to: next, replace: true })
    } catch {
      setState("failed")
    }
  }

  return (
    <li className="sample-person">
      <AriaButton
        className="sample-person-button"
        isPending={state === "busy"}
        aria-describedby={detailId}
        onPress={() => void signIn()}
      >
        <ContinueAs name={person.name} />
      </AriaButton>
      <span id={detailId} className="block text-sm text-ink-soft">
        {roleWords(person.role)}
        {person.title ? ` · ${person.title}` : ""}
      </span>
      {state === "failed" ? (
        <p role="alert" className="pb-2 text-sm font-semibold text-danger">
          {m.sign_in_failed()}
        </p>
      ) : null}
    </li>
  )
}

/** The words around the name are for those who cannot see that the line is a button. */
function ContinueAs({ name }: { name: string }) {
  const [before = "", after = ""] = m.continue_as({ name: "\u0000" }).split("\u0000")
  return (
    <>
      <span className="visually-hidden">{before}</span>
      {name}
      <span className="visually-hidden">{after}</span>
    </>
  )
}

function PeopleMissing({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const isNoDemo = error instanceof RequestError && error.status === 404
  return isNoDemo ? (
    <Notice>{m.no_demo()}</Notice>
  ) : (
    <Notice kind="danger" isUrgent action={<Button onPress={onRetry}>{m.try_again()}</Button>}>
      {m.server_silent()}
    </Notice>
  )
}
