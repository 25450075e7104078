import { type Edition, EditionSchema, type Publication } from "@codraft/publication"

/** Of the indicators that a publication cites. */
export function editionOf({ indicatorEdition }: Publication): Edition {
  return EditionSchema.safeParse(indicatorEdition).data ?? "2016"
}
