import { defineConfig } from "vitest/config"

// Real processes and browsers on a small machine: one file at a time, and time enough for a slow one.
export default defineConfig({
  test: { fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000, include: ["**/*.test.ts"] },
})
