import type { Section } from "@codraft/publication"
import { useEffect, useEffectEvent } from "react"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { moveCut } from "./move-cut.ts"
import type { MoveCut } from "./pasted-cuts.ts"

/** While the component lives, what was cut in another section of the publication moves into this one when it is pasted. */
export function useCutMoves(section: Section, session: SectionSession): void {
  const { publication, personId } = usePublication()
  const move = useEffectEvent<MoveCut>((cut, place) =>
    moveCut({ publication, personId, session, to: section }, cut, place),
  )
  useEffect(() => session.cuts.movedBy((cut, place) => move(cut, place)), [session])
}
