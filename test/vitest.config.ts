import { defineConfig } from "vitest/config"

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
  },
})
