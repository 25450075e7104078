import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { afterEach, describe, expect, it } from "vitest"
import { EditorFiles } from "./editor-files.ts"

const made: string[] = []
afterEach(() => Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true }))))

async function built(files: Record<string, string>): Promise<EditorFiles> {
  const directory = await mkdtemp(join(tmpdir(), "codraft-editor-"))
  made.push(directory)
  await mkdir(join(directory, "assets"))
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return EditorFiles.load(directory)
}

const page = `<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"><link nonce="__CSP_NONCE__"></head></html>`
const home = { path: "/", isSignedIn: false }
const script = `export const words = "${"many words ".repeat(200)}"`

describe("the built editor", () => {
  it("gives each answer its page with its own nonce in every place, and the build", async () => {
    const files = await built({ "index.html": page, "assets/a.js": script })
    const html = files.page("abc", home)
    expect(html?.match(/nonce="abc"/g)).toHaveLength(2)
    expect(html).not.toContain("__CSP_NONCE__")
    expect(html).toContain(`<meta name="codraft-build" content="${files.build}">`)
  })

  it("has another build as soon as one byte of one file differs", async () => {
    const [first, second, same] = await Promise.all([
      built({ "index.html": page, "assets/a.js": script }),
      built({ "index.html": page, "assets/a.js": `${script} ` }),
      built({ "index.html": page, "assets/a.js": script, "assets/a.js.map": "{}" }),
    ])
    expect(first.build).not.toBe(second.build)
    expect(first.build).toBe(same.build)
  })

  it("has files by their exact paths only, and no source maps", async () => {
    const files = await built({ "index.html": page, "assets/a.js": script, "assets/a.js.map": "{}" })
    expect(files.file("/assets/a.js")?.type).toContain("text/javascript")
    for (const path of ["/assets/a.js.map", "/assets", "/../package.json", "/assets/../assets/a.js", "/index.html"]) {
      expect(files.file(path)).toBeNull()
    }
  })

  it("compresses what is worth it, so that it is the same again when unpacked", async () => {
    const files = await built({
      "index.html": page,
      "assets/a.js": script,
      "assets/tiny.js": "1",
      "assets/font.woff2": script,
    })
    const compressed = async (path: string, encoding: "br" | "gzip") => files.file(path)?.compressed(encoding)
    expect(brotliDecompressSync((await compressed("/assets/a.js", "br")) ?? "").toString()).toBe(script)
    expect(gunzipSync((await compressed("/assets/a.js", "gzip")) ?? "").toString()).toBe(script)
    expect(await compressed("/assets/tiny.js", "br")).toBeNull()
    expect(await compressed("/assets/font.woff2", "br")).toBeNull()
  })

  it("sends what the build has compressed, and only under the name of the file itself", async () => {
    const ready = { "assets/a.js.br": "the build's brotli", "assets/a.js.gz": "the build's gzip" }
    const files = await built({ "index.html": page, "assets/a.js": script, ...ready, "assets/own.gz": "a file" })
    const file = files.file("/assets/a.js")
    expect(Buffer.from((await file?.compressed("br")) ?? "").toString()).toBe("the build's brotli")
    expect(Buffer.from((await file?.compressed("gzip")) ?? "").toString()).toBe("the build's gzip")
    expect(files.file("/assets/a.js.br")).toBeNull()
    expect(files.file("/assets/own.gz")).not.toBeNull()
    expect(files.build).toBe(
      (await built({ "index.html": page, "assets/a.js": script, "assets/own.gz": "a file" })).build,
    )
  })

  it("names in the page what the screen at its path begins with, and answers only to whoever is signed in", async () => {
    const hint = {
      path: "^/p/([\\w-]+)/s/[\\w-]+$",
      modules: ["/assets/a.js"],
      styles: ["/assets/a.css"],
      fonts: ["/assets/a.woff2"],
      answers: ["/api/me", "/api/publications/$1"],
    }
    const files = await built({ "index.html": page, "page-hints.json": JSON.stringify([hint]) })
    const links = (path: string, isSignedIn: boolean) =>
      [...(files.page("abc", { path, isSignedIn }) ?? "").matchAll(/<link rel="([a-z]+)"[^>]* href="([^"]+)"/g)].map(
        ([, rel, href]) => `${rel} ${href}`,
      )
    const fetched = ["modulepreload /assets/a.js", "stylesheet /assets/a.css", "preload /assets/a.woff2"]
    expect(links("/p/pub-1/s/s1", false)).toEqual(fetched)
    expect(links("/p/pub-1/s/s1", true)).toEqual(["preload /api/me", "preload /api/publications/pub-1", ...fetched])
    for (const path of ["/", "/p/pub-1", '/p/"><script>/s/s1', "/p/pub-1/s/s1/history"]) {
      expect(links(path, true)).toEqual([])
    }
    expect(files.file("/page-hints.json")).toBeNull()
  })

  it("is nothing where nothing was built", async () => {
    const files = await EditorFiles.load(join(tmpdir(), "codraft-no-such-directory"))
    expect([files.build, files.page("abc", home)]).toEqual([null, null])
  })
})
