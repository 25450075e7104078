import type { PublicationId, SectionId } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { Table2 } from "lucide-react"
import { m } from "../language/language.ts"

/** From the comments on a section, or with null the general ones, to the same in the register of all. */
export function RegisterLink({
  publicationId,
  sectionId,
}: {
  publicationId: PublicationId
  sectionId: SectionId | null
}) {
  return (
    <Link
      to="/p/$publicationId/review"
      params={{ publicationId }}
      search={{ section: sectionId ?? "general" }}
      preload={false}
      className="button"
      data-kind="quiet"
      data-shape="icon"
      aria-label={m.register_title()}
      title={m.register_title()}
    >
      <Table2 aria-hidden size={17} />
    </Link>
  )
}
