import { defineConfig } from "vitest/config"

// Real files, fsync and processes, on machines that are busy with other things.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, include: ["src/**/*.test.ts"] } })
