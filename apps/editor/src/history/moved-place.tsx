import { m } from "../language/language.ts"

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
