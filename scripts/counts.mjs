// Adds up what the test runs of all packages reported, for the closing line.
import { existsSync, readFileSync, readdirSync } from "node:fs"

/** `text` is the closing line "N passed, N failed[, N skipped]"; each quick check counts as one test. */
export function countedLine(root, checkCount, failedChecks) {
  let passed = checkCount
  let failed = 0
  let skipped = 0
  for (const name of failedChecks) {
    failed += 1
    if (name !== "tests") passed -= 1
  }
  for (const folder of [...within(root, "packages"), ...within(root, "apps"), `${root}test`]) {
    const file = `${folder}/.results/vitest.json`
    if (!existsSync(file)) continue
    const report = JSON.parse(readFileSync(file, "utf8"))
    passed += report.numPassedTests
    failed += report.numFailedTests
    skipped += report.numPendingTests + report.numTodoTests
  }
  return { text: `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`, failed }
}

function within(root, folder) {
  return readdirSync(`${root}${folder}`).map((name) => `${root}${folder}/${name}`)
}
