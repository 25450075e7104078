import type { Version, VersionKind } from "@codraft/publication"
import { isCorrecting, isFinal } from "./version-words.ts"

type Symbolled = Pick<Version, "symbol" | "kind">

const tail = /\/(?:Rev|Corr|Add)\.\d+$/
const symbolMax = 60

/**
 * The symbol that comes next: "…/Rev.2" after "…/Rev.1", "…/Corr.1" behind that of what went out. Empty where there is nothing to
 * go on from, and for drafts, which the series does not count.
 */
export function offeredSymbol(versions: readonly Symbolled[], kind: VersionKind): string {
  if (kind === "draft") return ""
  const named = versions.filter(({ symbol }) => symbol !== "")
  const offered = isCorrecting(kind)
    ? following(named.findLast((version) => isFinal(version.kind))?.symbol, kind === "corrigendum" ? "Corr" : "Add")
    : following(named.findLast((version) => !isCorrecting(version.kind))?.symbol.replace(tail, ""), "Rev")
  return offered.length > symbolMax ? "" : offered

  function following(base: string | undefined, label: string): string {
    if (base === undefined || base === "") return ""
    const start = `${base}/${label}.`
    const used = named.flatMap(({ symbol }) =>
      symbol.startsWith(start) ? Number(symbol.slice(start.length)) || 0 : [],
    )
    return `${start}${Math.max(0, ...used) + 1}`
  }
}
