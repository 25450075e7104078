import type { ChangeCounts } from "@codraft/document/compare"
import { intlLocale, m } from "../language/language.ts"

/** "2 paragraphs changed, 1 added": nothing where nothing is different. */
export function countWords({ added, removed, changed, moved }: ChangeCounts): string {
  const words = [
    changed > 0 ? m.paragraphs_changed({ count: changed }) : null,
    added > 0 ? m.paragraphs_added({ count: added }) : null,
    removed > 0 ? m.paragraphs_removed({ count: removed }) : null,
    moved > 0 ? m.paragraphs_moved({ count: moved }) : null,
  ].filter((part) => part !== null)
  return new Intl.ListFormat(intlLocale(), { type: "unit", style: "short" }).format(words)
}
