import type { Publication } from "../publication.ts"
import type { MoveId, PassageCome, PassageGone } from "./passage.ts"

/** Both ends of a move that can be taken back. */
export interface Move {
  gone: PassageGone
  come: PassageCome
  isUndone: boolean
}

export function moveOf(state: Publication, moveId: MoveId): Move | null {
  const all = Object.values(state.passages).flat()
  const ends = all.filter((passage) => passage.moveId === moveId)
  const gone = ends.find((end) => end.type === "gone")
  const come = ends.find((end) => end.type === "come")
  if (gone === undefined || come === undefined) return null
  return { gone, come, isUndone: all.some(({ undoes }) => undoes === moveId) }
}

/** Which blocks go back, where to, and what they are called there. */
export function undoPlan(state: Publication, { gone, come }: Move) {
  const others = (state.passages[come.sectionId] ?? [])
    .filter((passage) => passage.type === "come" && passage.moveId !== come.moveId)
    .flatMap(({ blockIds }) => blockIds)
    .filter((id) => id !== "" && !come.blockIds.includes(id))
  const { blockIds: ids, followedBy } = come
  const names = Object.fromEntries(
    ids.flatMap((id, i) => {
      const former = gone.blockIds[i]
      return id === "" || former === undefined || former === "" || former === id ? [] : [[id, former]]
    }),
  )
  return {
    choice: come.isWhole ? ({ kind: "everything" } as const) : { kind: "moved" as const, ids, followedBy, others },
    place: gone.stood,
    names,
  }
}

/** Puts one more end of a move to those of its section; the oldest are forgotten. */
export function withPassage<P>(passages: readonly P[] | undefined, passage: P, max: number): P[] {
  return [...(passages ?? []), passage].slice(-max)
}
