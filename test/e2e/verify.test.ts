import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the check of a version", () => {
  const stage = setStage({ mayComplain: /404|ERR_INTERNET_DISCONNECTED/ })
  const directories: string[] = []
  afterEach(async () => {
    await Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true })))
  })

  it("says to anybody, also without a connection, what is as it was frozen and what is not", async () => {
    const directory = await mkdtemp(join(tmpdir(), "codraft-verify-"))
    directories.push(directory)
    const cookie = await signIn(stage.url, "p-iom-1")
    const versions = `${stage.url}/api/publications/pub-2016/versions`
    const frozen = await fetch(`${stage.url}/api/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Cookie: cookie },
      body: JSON.stringify({ type: "freezeVersion", publicationId: "pub-2016", title: "Rev.1" }),
    })
    expect(frozen.status).toBe(200)
    const file = async (name: string) => {
      const answer = await fetch(`${versions}/1/${name}`, { headers: { Cookie: cookie } })
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    }
    const zip = await eventually("the package to be made", () => file("codraft.zip"), 120_000)
    // The server lets nobody ask without end: it may say so once the package is there.
    const pdf = await eventually("the PDF", () => file("publication.pdf"), 120_000)
    const whole = join(directory, "codraft.zip")
    await writeFile(whole, zip)
    await writeFile(join(directory, "submission.pdf"), pdf)
    await writeFile(join(directory, "letter.pdf"), "%PDF-1.7 of somebody else")

    // A visitor without an account.
    const visitor = await stage.browser.newContext({ baseURL: stage.url })
    const page = await visitor.newPage()
    let letKeysThrough = () => {}
    const keysMayCome = new Promise<void>((resolve) => (letKeysThrough = resolve))
    await page.route("**/.well-known/jwks.json", async (route) => {
      await keysMayCome
      await route.continue()
    })
    await page.goto("/")
    await page.getByRole("link", { name: "Is this what was frozen?" }).click()
    const choose = page.getByRole("button", { name: "Choose files…" })
    await choose.waitFor()
    const chosen = async (...names: string[]) => {
      const waiting = page.waitForEvent("filechooser")
      await choose.focus()
      await page.keyboard.press("Enter")
      await (await waiting).setFiles(names.map((name) => join(directory, name)))
    }
    await chosen("codraft.zip", "submission.pdf", "letter.pdf")
    // Whoever is faster than the keys is answered when they are there.
    await page.getByText("Checking…").waitFor()
    letKeysThrough()
    const results = page.getByRole("region", { name: "What was found" })
    await results.getByRole("heading", { name: "codraft.zip Everything is exactly as it was frozen." }).waitFor()
    await results.getByText("Signed by this server.").waitFor()
    await results
      .getByRole("heading", { name: /^submission\.pdf Publication \(PDF, tagged\) of version 1, frozen on / })
      .waitFor()
    await results.getByRole("heading", { name: "letter.pdf No version on this server has this file." }).waitFor()
    expect(await violations(page)).toEqual([])

    await visitor.setOffline(true)
    const bytes = new Uint8Array(await readFile(whole))
    // Within the PDF, which is stored as it is: near the end of the package.
    const at = Math.floor(bytes.length * 0.6)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(join(directory, "other.zip"), bytes)
    await chosen("other.zip")
    await results.getByRole("heading", { name: /^other\.zip This is not what was frozen\.$/ }).waitFor()
    await results.getByRole("row").filter({ hasText: "changed" }).first().waitFor()
    await chosen("codraft.zip")
    await results.getByRole("heading", { name: "codraft.zip Everything is exactly as it was frozen." }).waitFor()
    await visitor.close()
  }, 240_000)
})
