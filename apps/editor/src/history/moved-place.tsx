import { m } from "../language/language.ts"
import type { Elsewhere } from "./shown.ts"

/** One of the two places of what moved, and the way to the other. `places` begins the names of both; null: they have none. */
export function MovedPlace({ places, move, is }: { places: string | null; move: number; is: "here" | "left" }) {
  const words = is === "here" ? m.moved_here({ number: move }) : m.moved_away({ number: move })
  if (places === null) return <span>{words}</span>
  const other = is === "here" ? "left" : "here"
  return (
    <a id={`${places}-${move}-${is}`} href={`#${places}-${move}-${other}`}>
      {words}
    </a>
  )
}

/** The same where the other place is in another section. */
export function ElsewherePlace({ elsewhere: { is, id, other, section } }: { elsewhere: Elsewhere }) {
  // The title may run the other way.
  const title = `\u2068${section}\u2069`
  return (
    <a id={id} href={`#${other}`}>
      {is === "here" ? m.moved_from_section({ title }) : m.moved_to_section({ title })}
    </a>
  )
}
