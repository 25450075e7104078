import { defineConfig } from "vitest/config"

// The machine may be busy with other packages' tests; nothing here waits for real time.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, include: ["src/**/*.test.ts"] } })
