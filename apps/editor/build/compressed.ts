import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import type { Plugin } from "vite"
import { type Emitted, isChunk } from "./emitted.ts"

const isWorthwhile = /\.(js|css)$/

/** Writes each script and style also as `.br` and `.gz`: the first browser that comes need not wait until the server has done it. */
export function compressed(): Plugin {
  return {
    name: "codraft-compressed",
    apply: "build",
    async writeBundle({ dir = "dist" }, bundle) {
      const files = Object.entries(bundle as unknown as Record<string, Emitted>).filter(([name]) =>
        isWorthwhile.test(name),
      )
      await Promise.all(
        files.map(async ([name, file]) => {
          const bytes = Buffer.from(isChunk(file) ? file.code : file.source)
          const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
          const [br, gz] = await Promise.all([
            promisify(brotliCompress)(bytes, { params }),
            promisify(gzip)(bytes, { level: 9 }),
          ])
          await Promise.all([writeFile(join(dir, `${name}.br`), br), writeFile(join(dir, `${name}.gz`), gz)])
        }),
      )
    },
  }
}
