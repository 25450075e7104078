import { queryOptions } from "@tanstack/react-query"
import { request } from "../workspace/request.ts"

export interface SamplePerson {
  personId: string
  name: string
  title?: string
  role: string
  organization: { id: string; name: string }
}

/** The people of the sample workspace; null where the server is no demo. */
export const samplePeopleQuery = queryOptions({
  queryKey: ["sample-people"],
  staleTime: Number.POSITIVE_INFINITY,
  retry: 1,
  queryFn: ({ signal }) =>
    request<{ people: SamplePerson[] }>("/api/demo/people", { signal }).then((answer) => answer.people),
})

export interface OrganizationGroup {
  id: string
  name: string
  people: SamplePerson[]
}

const folded = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()

/** Groups in the order in which the organisations first come; a person stays when every word is in their card. */
export function groupsMatching(people: readonly SamplePerson[], search: string): OrganizationGroup[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  const groups = new Map<string, OrganizationGroup>()
  for (const person of people) {
    const card = folded(
      [person.name, person.title ?? "", person.role.replaceAll("-", " "), person.organization.name].join(" "),
    )
    if (!words.every((word) => card.includes(word))) continue
    const group = groups.get(person.organization.id) ?? { ...person.organization, people: [] }
    group.people.push(person)
    groups.set(group.id, group)
  }
  return [...groups.values()]
}
