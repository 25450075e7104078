import type { PublicationId } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { Table2 } from "lucide-react"
import { m } from "../language/language.ts"
import type { RegisterSearch } from "./register-address.ts"

/** From the comments on a section or a version, or the general ones, to the same in the register of all. */
export function RegisterLink({
  publicationId,
  search,
}: {
  publicationId: PublicationId
  search: Pick<RegisterSearch, "section" | "version">
}) {
  return (
    <Link
      to="/p/$publicationId/review"
      params={{ publicationId }}
      search={search}
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
