import { $toggleLink } from "@lexical/link"
import { $wordsAnywhere, type Edit, edit } from "../../testing/places.ts"

const link: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($wordsAnywhere(chance) === null) return false
    $toggleLink(chance.isLucky(0.7) ? "https://example.org/" : null)
    return true
  })

export const linkEdits = { link: [link, 2] } as const satisfies Record<string, readonly [Edit, number]>
