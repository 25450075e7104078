import { readFile } from "node:fs/promises"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import type { Locator } from "playwright-core"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

const types = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const

describe.skipIf(browserMissing)("the import of a table of comments", () => {
  const stage = setStage()

  it("knows the register's own files, and brings a changed copy in on its words, by keys alone", async () => {
    const editor = await stage.arrives("p-iom-1")
    const { page } = editor
    await page.goto("/p/pub-2016/review")
    await eventually("the register", async () =>
      /^\d+ comments$/.test(await page.locator(".register-count").innerText()),
    )
    const count = Number.parseInt(await page.locator(".register-count").innerText())
    const dialog = page.getByRole("dialog")
    const totals = dialog.locator(".import-totals")

    await presses(page.getByRole("button", { name: "Import comments…" }))
    await dialog.waitFor()
    expect(await violations(page)).toEqual([])
    await chooses(editor, "notes.docx", types.docx, Buffer.from("no table at all"))
    await dialog
      .getByRole("alert")
      .getByText(/neither a Word nor an Excel file/)
      .waitFor()

    for (const format of ["docx", "xlsx"] as const) {
      await chooses(editor, `register.${format}`, types[format], await registerFile(editor, format))
      await dialog.getByText(`register.${format}: ${count} rows with a comment`).waitFor()
      await dialog.getByRole("combobox", { name: "On behalf of" }).selectOption({ label: "Sweden" })
      await presses(dialog.getByRole("button", { name: "Check the rows" }))
      await totals.waitFor()
      expect(await totals.innerText()).toBe(`0 of ${count} rows will be imported. Already in the register: ${count}.`)
      expect(await dialog.locator(".import-row").count()).toBe(count)
      if (format === "docx") expect(await violations(page)).toEqual([])
      await presses(dialog.getByRole("button", { name: "Back" }))
    }

    await chooses(editor, "sweden.docx", types.docx, inOtherWords(await registerFile(editor, "docx")))
    await dialog.getByText(`sweden.docx: ${count} rows with a comment`).waitFor()
    await dialog.getByLabel("Date received").fill("2016-05-12")
    await presses(dialog.getByRole("button", { name: "Check the rows" }))
    await totals.waitFor()
    expect(await totals.innerText()).toMatch(new RegExp(`^${count} of ${count} rows will be imported`))
    // One is left out.
    await presses(dialog.locator(".import-row input[type=checkbox]").first(), "Space")
    await presses(dialog.getByRole("button", { name: `Import ${count - 1} comments` }))
    await dialog.getByText(`${count - 1} comments imported`).waitFor()
    await dialog.getByText("1 row not imported").waitFor()
    expect(await violations(page)).toEqual([])
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      presses(dialog.getByRole("button", { name: "Save this list (CSV)" })),
    ])
    expect((await readFile(await saved.path(), "utf8")).trim().split("\r\n").at(-1)).toMatch(/,You left it out$/)
    await presses(dialog.locator("button").getByText("Close"))
    await dialog.waitFor({ state: "detached" })
    await eventually("the register to have them", async () =>
      (await page.locator(".register-count").innerText()).startsWith(String(2 * count - 1)),
    )

    await page.goto("/p/pub-2016/review?section=s02&organization=swe&q=Sweden+says")
    await page.locator(".register-rows [role=row]").first().focus()
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/s\/s02#thread-/)
    await page
      .getByText(/received by e-mail, 12 May 2016, sweden\.docx \(entered by .+\)/)
      .first()
      .waitFor()
  })
})

async function presses(button: Locator, key = "Enter"): Promise<void> {
  await button.focus()
  await button.press(key)
}

async function chooses({ page }: Person, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const input = page.getByRole("dialog").locator("input[type=file]")
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), presses(input)])
  await chooser.setFiles({ name, mimeType, buffer })
}

async function registerFile({ page }: Person, format: string): Promise<Buffer> {
  const answer = await page.request.get(`/api/publications/pub-2016/review/file?format=${format}`)
  expect(answer.status()).toBe(200)
  return answer.body()
}

/** The Word file as it comes back: every comment of its tables begins with other words. */
function inOtherWords(file: Buffer): Buffer {
  const parts = unzipSync(file)
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array())
  const rows = xml.split(/(?=<w:tr>|<w:tr )/).map((row) => {
    const cells = row.split(/(?=<w:tc>)/)
    if (row.includes("<w:tblHeader/>") || cells.length !== 8) return row
    cells[4] = (cells[4] ?? "").replace(/<w:t( [^>]*)?>/, (tag) => `${tag}Sweden says: `)
    return cells.join("")
  })
  return Buffer.from(zipSync({ ...parts, "word/document.xml": strToU8(rows.join("")) }))
}
