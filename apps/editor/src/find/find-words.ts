import { m } from "../language/language.ts"
import type { FinderView } from "./finder.ts"

/** How many were found, and at which of them one is. */
export function findWords({ isEmpty, count, isMore, at }: FinderView): string {
  if (isEmpty) return ""
  if (count === 0) return m.find_none()
  const shown = `${count}${isMore ? "+" : ""}`
  return at === null ? m.find_count({ count: shown }) : m.find_at({ at: at + 1, count: shown })
}
