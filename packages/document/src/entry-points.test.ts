import { readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"

const built = resolve(dirname(fileURLToPath(import.meta.url)), "../dist")

/** Every package that a built file loads when it is run, through however many of our own files. */
function packagesBehind(entry: string): string[] {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const pending = [resolve(built, entry)]
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export) (?:[^"]*? from )?"([^"]+)";$/gms,
    )) {
      if (from.startsWith(".")) pending.push(resolve(dirname(file), from))
      else packages.add(from)
    }
  }
  return [...packages].sort()
}

it.each<[string, string[]]>([
  ["form/index.js", []],
  ["anchor/index.js", []],
  ["search/index.js", []],
  ["update/index.js", ["lib0/decoding", "lib0/encoding", "yjs"]],
  ["reader/index.js", ["node:worker_threads"]],
  ["seed/index.js", ["yjs"]],
  ["shape/index.js", []],
  ["canonical/index.js", ["@codraft/publication/direction", "yjs", "zod"]],
  ["compare/index.js", ["diff"]],
  ["restore/index.js", ["diff", "yjs"]],
  [
    "reader/worker.js",
    [
      "@codraft/publication/direction",
      "@codraft/publication/languages",
      "diff",
      "lib0/decoding",
      "lib0/encoding",
      "node:worker_threads",
      "yjs",
    ],
  ],
])("%s loads nothing that its side of the product has no use for", (entry, packages) => {
  expect(packagesBehind(entry)).toEqual(packages)
})
