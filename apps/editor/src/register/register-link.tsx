import type { PublicationId, SectionId } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { Table2 } from "lucide-react"
import { m } from "../language/language.ts"

/** From the comments beside a text to those of the section in the register of all. */
export function RegisterLink({ publicationId, sectionId }: { publicationId: PublicationId; sectionId: SectionId }) {
  return (
    <Link
      to="/p/$publicationId/review"
      params={{ publicationId }}
      search={{ section: sectionId }}
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
