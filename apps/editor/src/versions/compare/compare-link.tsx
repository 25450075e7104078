import { Link } from "@tanstack/react-router"
import { GitCompareArrows } from "lucide-react"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { offeredPair } from "./compared-name.ts"

/** Leads to what changed in a version; nothing where somebody has nothing to compare it with. */
export function CompareLink({ number, title, className }: { number: number; title: string; className: string }) {
  const { publication, personId } = usePublication()
  const pair = offeredPair(publication, personId, number)
  if (pair === null) return null
  const [a, b] = pair
  return (
    <Link
      to="/p/$publicationId/versions/$a/diff/$b"
      params={{ publicationId: publication.id, a: String(a), b: String(b) }}
      className={className}
    >
      <GitCompareArrows aria-hidden size={16} />
      {m.compare_open()}
      <span className="visually-hidden"> {title}</span>
    </Link>
  )
}
