import { gzipSync } from "node:zlib"
import type { Plugin } from "vite"

type Chunk = {
  type: "chunk"
  fileName: string
  code: string
  imports: string[]
  isEntry: boolean
  facadeModuleId: string | null
  viteMetadata?: { importedCss: Set<string> }
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/**
 * Prints what a browser fetches before a screen shows, as gzip sizes, and stops the build when the entry passes
 * its bound or when the writing surface leaks into the screens that do not write.
 */
export function firstLoad(options: {
  screens: Record<string, RegExp>
  entryBytesMax: number
  writingOnly: RegExp
}): Plugin {
  return {
    name: "codraft-first-load",
    apply: "build",
    generateBundle(_output, bundle) {
      const files = bundle as unknown as Record<string, Chunk | { type: "asset"; source: string | Uint8Array }>
      const chunks = Object.values(files).filter((file): file is Chunk => file.type === "chunk")
      const closure = (from: Chunk, into = new Set<string>()): Set<string> => {
        if (into.has(from.fileName)) return into
        into.add(from.fileName)
        for (const css of from.viteMetadata?.importedCss ?? []) into.add(css)
        for (const name of from.imports) {
          const next = files[name]
          if (next?.type === "chunk") closure(next, into)
        }
        return into
      }
      const weigh = (names: Iterable<string>) => {
        let bytes = 0
        for (const name of names) {
          const file = files[name]
          if (file) bytes += gzipSync(file.type === "chunk" ? file.code : file.source).length
        }
        return bytes
      }
      const entry = chunks.find((chunk) => chunk.isEntry)
      if (!entry) return
      const first = closure(entry)
      const entryBytes = weigh(first)
      const lines = [`  first load            ${kB(entryBytes)} gzip (scripts and styles, before fonts)`]
      for (const [screen, pattern] of Object.entries(options.screens)) {
        const chunk = chunks.find((c) => pattern.test(c.facadeModuleId ?? ""))
        if (!chunk) this.error(`No chunk for the screen "${screen}": is it still loaded lazily?`)
        const more = [...closure(chunk)].filter((name) => !first.has(name))
        lines.push(`  + ${screen.padEnd(20)}${kB(weigh(more))} gzip`)
      }
      process.stdout.write(`${lines.join("\n")}\n`)
      if (entryBytes > options.entryBytesMax)
        this.error(`First load ${kB(entryBytes)} is past ${kB(options.entryBytesMax)}.`)
      const leak = [...first].find((name) => {
        const file = files[name]
        return (
          file?.type === "chunk" &&
          options.writingOnly.test(Object.keys((file as Chunk & { modules?: object }).modules ?? {}).join("\n"))
        )
      })
      if (leak) this.error(`The first load holds the writing surface (${leak}).`)
    },
  }
}
