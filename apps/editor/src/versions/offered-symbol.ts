import { canBeCorrected, isCorrecting, type Version, type VersionKind } from "@codraft/publication"

type Symbolled = Pick<Version, "number" | "symbol" | "kind" | "submissions">

const tail = /\/(?:Rev|Corr|Add)\.\d+$/
const symbolMax = 60

/**
 * The symbol that comes next: "…/Rev.2" after "…/Rev.1", "…/Corr.1" behind that of what it corrects, which is the last that went
 * out unless another is named. Empty where there is nothing to go on from, and for drafts, which the series does not count.
 */
export function offeredSymbol(
  versions: readonly Symbolled[],
  kind: VersionKind,
  corrects: number | null = null,
): string {
  if (kind === "draft") return ""
  const named = versions.filter(({ symbol }) => symbol !== "")
  const offered = isCorrecting(kind)
    ? following(correctedBy(versions, corrects)?.symbol, kind === "corrigendum" ? "Corr" : "Add")
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

/** What a correction corrects: the version that was chosen, else the last that went out. */
export function correctedBy<T extends Symbolled>(versions: readonly T[], corrects: number | null): T | undefined {
  const gone = versions.filter(canBeCorrected)
  return gone.find(({ number }) => number === corrects) ?? gone.at(-1)
}
