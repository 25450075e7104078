import type { Locator } from "playwright-core"
import type { Person } from "./browser.ts"
import { eventually } from "./eventually.ts"

/** At the end of the text, with the caret in its first cell. */
export async function insertsTable(person: Person, rows: number, columns: number): Promise<void> {
  const { page, text } = person
  const tables = await text.locator(".table-scroll").count()
  await text.locator("p, li").last().click()
  await page.keyboard.press("Control+End")
  await page.getByRole("button", { name: "Insert table" }).click()
  const dialog = page.getByRole("dialog", { name: "Insert table" })
  await dialog.getByRole("textbox", { name: "Rows" }).fill(String(rows))
  await dialog.getByRole("textbox", { name: "Columns" }).fill(String(columns))
  await dialog.getByRole("button", { name: "Insert table" }).click()
  await text.locator(".table-scroll").nth(tables).waitFor()
  await takesKeys(person)
}

/** From the cell at the caret on, with Tab between them. */
export async function typesCells({ page }: Person, words: readonly string[]): Promise<void> {
  for (const [index, word] of words.entries()) {
    await page.keyboard.type(word)
    if (index < words.length - 1) await page.keyboard.press("Tab")
  }
}

/** By the menu that has them all. Done when it has been done, and keys go where it left the caret. */
export async function tableCommand(person: Person, name: string): Promise<void> {
  const { page } = person
  const wide = page.getByRole("button", { name: "All table commands" })
  const button = (await wide.isVisible()) ? wide : page.getByRole("button", { name: "Table", exact: true })
  await button.click()
  await page.getByRole("menuitem", { name, exact: true }).click()
  await page.getByRole("menu").waitFor({ state: "detached" })
  // What ends in "…" asks for more first.
  if (!name.endsWith("…")) await takesKeys(person)
}

/** A menu gives the focus back only after it is gone. */
async function takesKeys(person: Person): Promise<void> {
  await eventually("the keys to go to the text", () =>
    person.text.evaluate((root) => root.contains(document.activeElement)),
  )
  await settles(person)
}

/** Browsers tell of a new selection after they have made it; a person's hand is slower than that, a test's is not. */
export async function settles({ page }: Person): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** A table as text: cells with a space between, · where one is empty, rows with " / "; x and y for spans, ' and " for header row and column. */
export function drawing(table: Locator): Promise<string> {
  return table.evaluate((box) =>
    [...box.querySelectorAll("tr")]
      .map((row) =>
        [...row.cells]
          .map((cell) => {
            const words = [...cell.children].map((line) => line.textContent).join("+") || "·"
            const across = cell.colSpan > 1 ? `x${cell.colSpan}` : ""
            const down = cell.rowSpan > 1 ? `y${cell.rowSpan}` : ""
            const isHead = cell.hasAttribute("data-is-head") ? "'" : ""
            const headsRow =
              cell.tagName === "TH" && cell.hasAttribute("data-is-edge") && cell.scope === "row" ? '"' : ""
            return words + across + down + isHead + headsRow
          })
          .join(" "),
      )
      .join(" / "),
  )
}
