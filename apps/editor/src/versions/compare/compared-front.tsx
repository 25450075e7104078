import type { ComparedSide, PublicationComparison } from "@codraft/publish/compare"
import { m } from "../../language/language.ts"

type Facts = ComparedSide["publication"]

/** What is said of the publication itself that is not the same in both: its title, its series, whose texts are in it. */
export function ComparedFront({ before, after }: Pick<PublicationComparison, "before" | "after">) {
  const lines = linesOf(before, after)
  if (lines.length === 0) return null
  return (
    <section aria-label={m.compare_front()} className="compare-section compared">
      <h2 className="version-part-title">{m.compare_front()}</h2>
      <dl className="compare-front">
        {lines.map(({ name, was, now }) => (
          <div key={name} data-change="changed" tabIndex={-1}>
            <dt>{name}</dt>
            <dd>
              {was === "" ? null : <del>{was}</del>} {now === "" ? null : <ins>{now}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface Line {
  readonly name: string
  readonly was: string
  readonly now: string
}

function linesOf(before: ComparedSide, after: ComparedSide): Line[] {
  const distributions = {
    General: m.distribution_general,
    Limited: m.distribution_limited,
    Restricted: m.distribution_restricted,
  }
  const facts: [name: string, of: (facts: Facts) => string][] = [
    [m.compare_front_title(), ({ title }) => title],
    [m.compare_front_subtitle(), ({ subtitle }) => subtitle],
    [
      m.compare_front_series(),
      ({ series, seriesNumber }) => [series, seriesNumber].filter((part) => part !== "").join(" "),
    ],
    [m.compare_front_distribution(), ({ distribution }) => distributions[distribution]()],
  ]
  const names = ({ organizations }: ComparedSide) => organizations.map(({ name }) => name)
  const [were, are] = [names(before), names(after)]
  return [
    ...facts.map(([name, of]) => ({ name, was: of(before.publication), now: of(after.publication) })),
    {
      name: m.compare_front_organizations(),
      was: were.filter((name) => !are.includes(name)).join(", "),
      now: are.filter((name) => !were.includes(name)).join(", "),
    },
  ].filter(({ was, now }) => was !== now)
}
