/** A cell with something in it, by its place in the table. */
export interface GridPlace {
  row: number
  column: number
}

/**
 * Where a key leads to from a cell; null if it leads nowhere. Empty cells are passed over; up and down go to the nearest cell
 * of the next row that has one.
 */
export function placeByKey(
  places: readonly GridPlace[],
  from: GridPlace,
  key: string,
  isFar: boolean,
): GridPlace | null {
  const inRow = (row: number) => places.filter((place) => place.row === row)
  const own = inRow(from.row)
  if (key === "ArrowRight") return own.find(({ column }) => column > from.column) ?? null
  if (key === "ArrowLeft") return own.findLast(({ column }) => column < from.column) ?? null
  if (key === "Home") return (isFar ? places[0] : own[0]) ?? null
  if (key === "End") return (isFar ? places.at(-1) : own.at(-1)) ?? null
  const next =
    key === "ArrowDown"
      ? places.find(({ row }) => row > from.row)
      : key === "ArrowUp"
        ? places.findLast(({ row }) => row < from.row)
        : undefined
  if (next === undefined) return null
  return inRow(next.row).reduce((best, place) =>
    Math.abs(place.column - from.column) < Math.abs(best.column - from.column) ? place : best,
  )
}
