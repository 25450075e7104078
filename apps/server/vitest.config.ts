import { defineConfig } from "vitest/config"

// Whole servers and processes start here, sometimes on machines that do other things too.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
