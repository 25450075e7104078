import { defineConfig } from "vitest/config"

// Whole servers and processes start here, sometimes on machines that do other things too. No test leaves anything behind
// in a module, so they share them: loading the server takes longer than most tests.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, isolate: false, include: ["src/**/*.test.ts"] },
})
