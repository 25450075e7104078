import { displayMember, type PersonId } from "@codraft/publication"
import { m } from "../language/language.ts"
import { usePresent, usePublication } from "../publication/publication-context.ts"
import { Avatar, fullName } from "./avatar.tsx"

const shownMax = 5

/** Who is in a section now, in its line of the contents. Nothing at all when nobody is. */
export function AvatarStack({ sectionId }: { sectionId: string }) {
  const { publication } = usePublication()
  const present = usePresent(sectionId)
  if (present.length === 0) return null
  const people = present.map((personId) => ({ personId, member: displayMember(publication, personId as PersonId) }))
  const rest = people.slice(shownMax)
  return (
    <ul aria-label={m.in_section_now()} className="flex items-center gap-1">
      {people.slice(0, shownMax).map(({ personId, member }) => (
        <li key={personId} title={fullName(member)}>
          <Avatar personId={personId} member={member} size="sm" />
          <span className="visually-hidden">{fullName(member)}</span>
        </li>
      ))}
      {rest.length > 0 ? (
        <li
          className="text-xs font-semibold text-ink-soft"
          title={rest.map(({ member }) => fullName(member)).join("\n")}
        >
          <span aria-hidden>+{rest.length}</span>
          <span className="visually-hidden">{rest.map(({ member }) => fullName(member)).join("; ")}</span>
        </li>
      ) : null}
    </ul>
  )
}
