import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { fewLocales } from "./build/few-locales.ts"
import { firstLoad } from "./build/first-load.ts"

const server = process.env["CODRAFT_DEV_SERVER"] ?? "http://127.0.0.1:8787"

export default defineConfig({
  plugins: [
    fewLocales(["en", "fr", "es", "ar"]),
    react(),
    tailwindcss(),
    firstLoad({
      screens: {
        contents: /contents\/contents-screen\.tsx$/,
        section: /section\/section-screen\.tsx$/,
        reading: /reading\/reading-screen\.tsx$/,
      },
      entryBytesMax: 250_000,
      writingOnly: /node_modules\/(lexical|yjs|@lexical)\//,
    }),
  ],
  // The server puts a fresh nonce in place of this word in every page it sends.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/api": server, "/sync": { target: server.replace(/^http/, "ws"), ws: true } },
  },
})
