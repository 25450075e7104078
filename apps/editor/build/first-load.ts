import { gzipSync } from "node:zlib"
import type { Plugin } from "vite"
import { closureOf, type Emitted, type EmittedChunk, isChunk } from "./emitted.ts"

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/**
 * Prints what a browser fetches before a screen shows, as gzip sizes, and stops the build when the entry passes
 * its bound or when the writing surface leaks into the screens that do not write.
 */
export function firstLoad(options: {
  screens: Record<string, RegExp>
  entryBytesMax: number
  writingOnly: RegExp
  /** The screens that must not load it. */
  withoutWriting: string[]
}): Plugin {
  return {
    name: "codraft-first-load",
    apply: "build",
    generateBundle(_output, bundle) {
      const files = bundle as unknown as Record<string, Emitted>
      const chunks = Object.values(files).filter(isChunk)
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
      const first = closureOf(entry, files)
      const entryBytes = weigh(first)
      const lines = [`  first load            ${kB(entryBytes)} gzip (scripts and styles, before fonts)`]
      const screens = new Map<string, EmittedChunk>()
      for (const [screen, pattern] of Object.entries(options.screens)) {
        const chunk = chunks.find((c) => c.moduleIds.some((id) => pattern.test(id)))
        if (!chunk) this.error(`No chunk for the screen "${screen}": is it still loaded lazily?`)
        screens.set(screen, chunk)
        const more = [...closureOf(chunk, files)].filter((name) => !first.has(name))
        lines.push(`  + ${screen.padEnd(20)}${kB(weigh(more))} gzip`)
      }
      process.stdout.write(`${lines.join("\n")}\n`)
      if (entryBytes > options.entryBytesMax)
        this.error(`First load ${kB(entryBytes)} is past ${kB(options.entryBytesMax)}.`)
      for (const screen of ["entry", ...options.withoutWriting]) {
        const chunk = screen === "entry" ? entry : screens.get(screen)
        const leak = [...(chunk ? closureOf(chunk, files) : [])].find((name) => {
          const file = files[name]
          return isChunk(file) && file.moduleIds.some((id) => options.writingOnly.test(id))
        })
        if (leak) this.error(`What does not write (${screen}) loads the writing surface (${leak}).`)
      }
    },
  }
}
