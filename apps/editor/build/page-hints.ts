import type { Plugin } from "vite"
import { closureOf, type Emitted, isChunk } from "./emitted.ts"

export interface HintedScreen {
  /** The addresses of the screen, as the source of a regular expression; ids are word characters and hyphens. */
  path: string
  module: RegExp
  fonts: RegExp[]
  /** What it asks the server first; `$1` is the first group of the path. */
  answers: string[]
}

/**
 * Writes `page-hints.json`: what each screen begins with, by its address. The server names these in the page that it sends,
 * so that the browser fetches all of them at once, instead of each when the one before has run.
 */
export function pageHints(screens: readonly HintedScreen[]): Plugin {
  return {
    name: "codraft-page-hints",
    apply: "build",
    // After chunks of styles alone have become mere styles.
    enforce: "post",
    generateBundle(_output, bundle) {
      const files = bundle as unknown as Record<string, Emitted>
      const chunks = Object.values(files).filter(isChunk)
      const entry = chunks.find((chunk) => chunk.isEntry)
      if (!entry) return
      // The page itself has these.
      const first = closureOf(entry, files)
      const named = (pattern: RegExp) => {
        const name = Object.keys(files).find((file) => pattern.test(file))
        if (name === undefined) this.error(`No file is called ${pattern}.`)
        return `/${name}`
      }
      const hints = screens.map(({ path, module, fonts, answers }) => {
        const chunk = chunks.find((candidate) => candidate.moduleIds.some((id) => module.test(id)))
        if (!chunk) this.error(`No chunk has ${module}.`)
        const more = [...closureOf(chunk, files)].filter((file) => !first.has(file))
        const isStyle = (file: string) => file.endsWith(".css")
        return {
          path,
          modules: more.filter((file) => !isStyle(file)).map((file) => `/${file}`),
          styles: more.filter(isStyle).map((file) => `/${file}`),
          fonts: fonts.map(named),
          answers,
        }
      })
      this.emitFile({ type: "asset", fileName: "page-hints.json", source: JSON.stringify(hints) })
    },
  }
}
