import { beforeEach, describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

/** A printed page has about eight of these. */
const paragraph = (at: number) =>
  `<p class=MsoNormal>${at}. ${"People who cross a border are counted once by the State that they enter. ".repeat(5)}</p>`
const pages = (count: number) => Array.from({ length: count * 8 }, (_, at) => paragraph(at + 1)).join("\n")

describe.skipIf(browserMissing)("a long paste", () => {
  const stage = setStage()
  let writer: Person
  let colleague: Person

  beforeEach(async () => {
    const sectionId = await addSection(stage.url, "For long pastes")
    writer = await stage.arrivesIn(sectionId, "p-iom-1")
    colleague = await stage.arrivesIn(sectionId, "p-iom-2")
    await writer.text.locator("p").first().click()
    await writer.page.keyboard.type("Before.")
    await writer.page.keyboard.press("Enter")
    await writer.page.keyboard.type("After.")
    await writer.text.locator("p").first().click()
    await writer.page.keyboard.press("End")
    await writer.page.keyboard.press("Enter")
    await eventually("both to see the new line", async () => (await words(colleague)) === (await words(writer)))
  })

  const words = (person: Person) => person.text.innerText()
  const status = () => writer.page.getByRole("status", { name: "Pasting" })
  const pastes = (html: string) =>
    writer.text.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/html", pasted)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    }, html)

  it("goes in piece by piece while a colleague writes, is the same for both, and one undo takes it back", async () => {
    const before = await words(writer)
    await colleague.text.locator("p").last().click()
    await colleague.page.keyboard.press("End")
    await pastes(pages(60))
    await status().waitFor()
    await colleague.page.keyboard.type(" Written meanwhile.", { delay: 20 })
    await status().waitFor({ state: "detached", timeout: 60_000 })
    expect(await writer.text.evaluate((element) => document.activeElement === element)).toBe(true)
    await eventually("both to have both", async () => {
      const [own, theirs] = await Promise.all([words(writer), words(colleague)])
      return own === theirs && own.includes("Written meanwhile.") && own.includes(`${60 * 8}. People`)
    })
    const numbers = [...(await words(writer)).matchAll(/^(\d+)\. People/gm)].map(([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 60 * 8 }, (_, at) => at + 1))

    await writer.page.keyboard.press("Control+z")
    await eventually("the paste to be gone, and nothing else", async () => {
      const now = await words(writer)
      return !now.includes("People who cross") && now.replace(" Written meanwhile.", "") === before
    })
    await writer.page.keyboard.press("Control+y")
    await eventually("the paste to be back for both", async () => {
      const [own, theirs] = await Promise.all([words(writer), words(colleague)])
      return own === theirs && own.includes(`${60 * 8}. People`)
    })
    await writer.page.getByText("Saved", { exact: true }).waitFor()
  })

  it.each(["Escape", "Cancel pasting"])("can be cancelled by %s, which leaves the text as it was", async (way) => {
    const before = await words(writer)
    // Long enough to be at it still when the button is found and pressed on a busy machine.
    await pastes(pages(300))
    await status()
      .getByText(/Pasted to/)
      .waitFor()
    if (way === "Escape") await writer.page.keyboard.press("Escape")
    else await writer.page.getByRole("button", { name: way }).click()
    await status().waitFor({ state: "detached" })
    await eventually("the text to be as it was", async () => (await words(writer)) === before)
    await eventually("it to be so for the colleague", async () => (await words(colleague)) === before)
    await writer.page.keyboard.type("on we write")
    await eventually("the person to write on where they were", async () =>
      (await words(writer)).includes("on we write"),
    )
  })

  it("that is too long is refused in words, and nothing of it goes in", async () => {
    const before = await words(writer)
    await pastes(pages(520))
    const refusal = writer.page.getByRole("alert").filter({ hasText: "too much for one paste" })
    await refusal.waitFor()
    expect(await refusal.innerText()).toMatch(/about 4[89]\d pages|about 5\d\d pages/)
    expect(await words(writer)).toBe(before)
    await refusal.getByRole("button", { name: "Understood" }).click()
    await refusal.waitFor({ state: "detached" })
  })
})
