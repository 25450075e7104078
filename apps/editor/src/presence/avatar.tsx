import { type DisplayedMember } from "@codraft/publication"
import { initialsOf, inkOf } from "./initials.ts"

/** The picture of a person: letters in a disc for people, in a square where only the organisation is known. Decoration beside the name. */
export function Avatar({
  personId,
  member,
  size = "md",
}: {
  personId: string
  member: DisplayedMember
  size?: "sm" | "md"
}) {
  return (
    <span
      aria-hidden
      className={`avatar ${size === "sm" ? "size-6 text-[0.6875rem]" : "size-8 text-xs"}`}
      data-initials={initialsOf(member.name)}
      data-only-organization={member.isOrganizationOnly || undefined}
      style={{ backgroundColor: `var(--presence-${inkOf(personId)})` }}
    />
  )
}

/** "Nasrin Talukdar, Bangladesh"; the organisation alone where the name is not for this reader. */
export const fullName = (member: DisplayedMember): string =>
  member.isOrganizationOnly || member.organization === "" ? member.name : `${member.name}, ${member.organization}`
