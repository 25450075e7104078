// Every package with a SPEC.md has numbered rules ("- **LOG4** …"), and test titles cite them ("[LOG4] …").
// Finds rules that no test cites, and tests that cite rules that are in no SPEC.md.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const rule = /^- \*\*([A-Z]+\d+)\*\* /gm
/** A string that starts with rules in brackets: a title. */
const title = /["'`]((?:\[[A-Z]+\d+\] )+)/g

const packages = ["packages", "apps"].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
)
const specs = packages.map((path) => join(path, "SPEC.md")).filter((path) => existsSync(path))
const rules = new Map(
  specs.flatMap((path) => [...readFileSync(path, "utf8").matchAll(rule)].map(([, id]) => [id, path])),
)

const tested = new Map()
for (const path of [...packages, join(root, "test")].flatMap(testsIn))
  for (const [, ids] of readFileSync(path, "utf8").matchAll(title))
    for (const [, id] of ids.matchAll(/\[(\w+)\]/g)) tested.set(id, [...(tested.get(id) ?? []), path])

const problems = [
  ...[...rules].filter(([id]) => !tested.has(id)).map(([id, path]) => `${relative(root, path)}: no test cites ${id}`),
  ...[...tested]
    .filter(([id]) => !rules.has(id))
    .map(([id, [path]]) => `${relative(root, path)}: ${id} is in no SPEC.md`),
]
for (const problem of problems) console.error(problem)
console.log(
  `${rules.size} rules in ${specs.length} SPEC.md, ${problems.length} of them without a test or tested without a rule`,
)
process.exitCode = problems.length === 0 ? 0 : 1

/** Tests, and the suites that packages offer to be run on others' code. */
function testsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : testsIn(path)
    return /\.test\.tsx?$/.test(entry.name) || (/\/testing\//.test(path) && entry.name.endsWith(".ts")) ? [path] : []
  })
}
