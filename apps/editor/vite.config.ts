import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { fewLocales } from "./build/few-locales.ts"
import { firstLoad } from "./build/first-load.ts"
import { compressed } from "./build/compressed.ts"
import { pageHints } from "./build/page-hints.ts"
import { screenChunks } from "./build/screen-chunks.ts"

const writingOnly = /node_modules\/(lexical|yjs|lib0|y-protocols|y-websocket|@lexical)\//
const latin = [/source-sans-3-latin-wght-normal-.*\.woff2$/, /source-serif-4-latin-wght-normal-.*\.woff2$/]
/** Every screen of a publication begins with these. */
const answers = ["/api/me?signedOut=ok", "/api/publications/$1"]
const server = process.env["CODRAFT_DEV_SERVER"] ?? "http://127.0.0.1:8787"

export default defineConfig({
  plugins: [
    fewLocales(["en", "fr", "es", "ar"]),
    react(),
    tailwindcss(),
    screenChunks({
      entry: /src\/main\.tsx$/,
      frame: /publication\/publication-screen\.tsx$/,
      screens: [
        /contents\/contents-screen\.tsx$/,
        /reading\/reading-screen\.tsx$/,
        /search\/search-screen\.tsx$/,
        /register\/register-screen\.tsx$/,
        /print\/print-screen\.tsx$/,
        /coverage\/coverage-screen\.tsx$/,
      ],
      writing: /section\/section-screen\.tsx$/,
      writingOnly,
      layers: [
        /changes\/changes-layer\.tsx$/,
        /comments\/comments-layer\.tsx$/,
        /outline\/heading-outline\.tsx$/,
        /counts\/section-foot\.tsx$/,
        /templates\/(belongs-here|shape-layer)\.tsx$/,
        /find\/find-bar\.tsx$/,
      ],
      frozen: /versions\/links\/shared-screen\.tsx$/,
      beside: [/comments\/general-panel\.tsx$/],
    }),
    firstLoad({
      screens: {
        contents: /contents\/contents-screen\.tsx$/,
        section: /section\/section-screen\.tsx$/,
        reading: /reading\/reading-screen\.tsx$/,
        "general comments": /comments\/general-panel\.tsx$/,
        "shared version": /versions\/links\/shared-screen\.tsx$/,
      },
      entryBytesMax: 250_000,
      writingOnly,
      withoutWriting: ["contents", "reading", "general comments", "shared version"],
    }),
    pageHints([
      {
        path: "^/p/([\\w-]+)/?$",
        module: /contents\/contents-screen\.tsx$/,
        fonts: latin,
        answers,
      },
      {
        path: "^/p/([\\w-]+)/s/[\\w-]+/?$",
        module: /section\/section-screen\.tsx$/,
        fonts: latin,
        answers,
      },
      {
        path: "^/v/[\\w-]+/?$",
        module: /versions\/links\/shared-screen\.tsx$/,
        fonts: latin,
        answers: [],
      },
    ]),
    compressed(),
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
