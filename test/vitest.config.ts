import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** What takes longest and is short to read; of all others the longer file takes longer. */
const longest = ["fault/freeze", "fault/kill", "e2e/consolidate", "e2e/composition", "e2e/changes", "e2e/saving"]

/** Long files first, so that both processes end at about the same time. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files)
    const isOf = (name: string) => (file: TestSpecification) => file.moduleId.endsWith(`/${name}.test.ts`)
    const first = longest.flatMap((name) => others.filter(isOf(name)))
    return [...first, ...others.filter((file) => !first.includes(file))]
  }
}

/**
 * Real processes and browsers on a small machine: two files at a time, each process with one browser for all its files,
 * and time enough for a slow one.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    include: ["**/*.test.ts"],
    sequence: { sequencer: LongestFirst },
  },
})
