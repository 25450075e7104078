import { displayMember, type PersonId } from "@codraft/publication"
import { useEffect, useRef } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m } from "../language/language.ts"
import { usePresent, usePublication } from "../publication/publication-context.ts"
import { announce } from "../ui/announcer.tsx"
import { Tip } from "../ui/tooltip.tsx"
import { useSetting } from "../ui/stored-setting.ts"
import { announceSetting } from "./announce-setting.ts"
import { Avatar, fullName } from "./avatar.tsx"

/** Who is in this section, each once; a press leads to where they are writing. */
export function PeopleHere({ sectionId, pointAt }: { sectionId: string; pointAt: (personId: string) => boolean }) {
  const { publication, personId: self } = usePublication()
  const present = usePresent(sectionId)
  useAnnouncements(present)
  // Oneself is here also while nothing can be heard of the others.
  const people = [...new Set([...present, self])]
    .map((personId) => ({ personId, member: displayMember(publication, personId as PersonId) }))
    .sort((a, b) => Number(a.personId === self) - Number(b.personId === self))

  return (
    <section aria-labelledby="people-title" data-region="" className="people no-print">
      <h2 id="people-title" className="people-title">
        {m.people_here()}
      </h2>
      <ul aria-label={m.people_here()} className="people-list">
        {people.map(({ personId, member }) => (
          <li key={personId}>
            <Tip text={fullName(member)}>
              <AriaButton
                className="person"
                onPress={() => {
                  if (personId !== self && !pointAt(personId)) announce(m.no_caret({ name: member.name }))
                }}
              >
                <Avatar personId={personId} member={member} />
                <span className="person-name">
                  {personId === self ? <span className="block text-sm font-semibold">{m.you()}</span> : null}
                  <span className={`block ${personId === self ? "text-xs text-ink-soft" : "text-sm font-semibold"}`}>
                    {member.name}
                  </span>
                  {member.isOrganizationOnly || personId === self ? null : (
                    <span className="block text-xs text-ink-soft">
                      <span className="visually-hidden">, </span>
                      {member.organization}
                    </span>
                  )}
                </span>
              </AriaButton>
            </Tip>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Says who comes and goes, to those who asked for it; not who was there already. */
function useAnnouncements(present: readonly string[]): void {
  const { publication, personId: self } = usePublication()
  const [wants] = useSetting(announceSetting)
  const before = useRef<readonly string[] | null>(null)
  useEffect(() => {
    const previous = before.current
    before.current = present
    if (!previous || wants === "off") return
    const name = (personId: string) => fullName(displayMember(publication, personId as PersonId))
    const joined = present.filter((personId) => personId !== self && !previous.includes(personId))
    const left = previous.filter((personId) => personId !== self && !present.includes(personId))
    const sentences = [
      ...joined.map((personId) => m.joined({ name: name(personId) })),
      ...left.map((personId) => m.left({ name: name(personId) })),
    ]
    if (sentences.length > 0) announce(sentences.join(" "))
  }, [present, wants, publication, self])
}
