import { describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

/** With a table, its caption and a list; open for comments. */
const sectionId = "s03"

describe.skipIf(browserMissing)("comments in the parts of a text", () => {
  const stage = setStage()

  const region = ({ page }: Person) => page.getByRole("complementary", { name: "Comments" })
  const card = (person: Person, body: string) => region(person).getByRole("article").filter({ hasText: body })

  /** Where words begin or end in the window; they have to be in sight. */
  const edge = (person: Person, words: string, side: "start" | "end") =>
    person.text.evaluate(
      (text, [wanted, which]) => {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1
          if (at < 0) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + wanted.length)
          const { left, right, top, height } = range.getBoundingClientRect()
          return { x: which === "start" ? left + 1 : right - 1, y: top + height / 2 }
        }
        throw new Error(`${wanted} is not in the text`)
      },
      [words, side] as const,
    )

  /** With the mouse, from the beginning of the first words to the end of the last. */
  const drags = async (person: Person, first: string, last: string) => {
    const { page, text } = person
    await text.getByText(first).first().scrollIntoViewIfNeeded()
    const [from, to] = [await edge(person, first, "start"), await edge(person, last, "end")]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await page.mouse.move(to.x, to.y, { steps: 4 })
    await page.mouse.up()
  }

  /** By the button that comes beside the selection. */
  const comments = async (person: Person, body: string) => {
    await person.page.locator(".add-comment-here button").click()
    const field = region(person).getByRole("textbox", { name: "Comment", exact: true })
    await field.fill(body)
    await field.press("Control+Enter")
    await card(person, body).waitFor()
    await field.waitFor({ state: "hidden" })
  }

  /** The words that stand out when the card of a comment is pressed. */
  const wordsOf = async (person: Person, body: string, words: string) => {
    // Not under the bar above the cards.
    await card(person, body).evaluate((element) => element.scrollIntoView({ block: "center" }))
    await card(person, body).click()
    await eventually(`“${words}” to stand out for ${person.id}`, () =>
      person.text.evaluate(
        (text, wanted) =>
          [...text.querySelectorAll("[data-words-of=comment-current]")].map((each) => each.textContent).join("|") ===
          wanted,
        words,
      ),
    )
  }

  it("are put on a note of a table, on cells and on a caption by whoever only reads, with keys too, and seen there by the writer", async () => {
    const [writer, reviewer] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-ngo-1")])
    await Promise.all([writer.opensSection(sectionId), reviewer.opensSection(sectionId)])
    await writer.text.locator("td").nth(1).click()
    await writer.page.getByRole("toolbar", { name: "Table" }).waitFor()
    await writer.page.keyboard.press("Control+Alt+f")
    await writer.text.locator("[data-is-under-table]").waitFor()
    await writer.page.keyboard.type("Both at headquarters")
    await reviewer.text.getByText("Both at headquarters").waitFor()

    await drags(reviewer, "at headquarters", "at headquarters")
    await comments(reviewer, "Say whose.")
    await drags(reviewer, "workshops of 2016", "workshops of 2016")
    await comments(reviewer, "Give the dates.")
    await drags(reviewer, "Second", "Geneva")
    await comments(reviewer, "Which building?")
    for (const person of [writer, reviewer]) {
      await eventually("the cards as their words stand on the page", async () => {
        const bodies = await region(person).getByRole("article").locator(".said-words").allInnerTexts()
        const at = ["Give the dates.", "Which building?", "Say whose.", "due regard"].map((words) =>
          bodies.findIndex((body) => body.includes(words)),
        )
        return at.every((place, index) => place >= 0 && place > (at[index - 1] ?? -1))
      })
      await wordsOf(person, "Say whose.", "at headquarters")
      await wordsOf(person, "Give the dates.", "workshops of 2016")
      await wordsOf(person, "Which building?", "Second|Geneva")
    }

    // The cells of a column are no stretch of words: that is said, and nothing is put on other words instead.
    await drags(reviewer, "First", "Second")
    await reviewer.page.locator(".add-comment-here button").click()
    await region(reviewer)
      .getByRole("alert")
      .getByText(/^These cells have others between them/)
      .waitFor()
    expect(await region(reviewer).getByRole("form", { name: "New comment" }).count()).toBe(0)
    await region(reviewer).getByRole("alert").getByRole("button", { name: "Close" }).click()
    await region(reviewer).getByRole("alert").waitFor({ state: "detached" })

    // By keys, in a text that one may not write.
    const { keyboard } = reviewer.page
    await reviewer.page.evaluate(() => getSelection()?.removeAllRanges())
    await reviewer.text.focus()
    await keyboard.press("ArrowRight")
    await reviewer.page.locator(".reading-caret").waitFor()
    await keyboard.press("Control+Shift+ArrowRight")
    const selected = () => reviewer.page.evaluate(() => getSelection()?.toString().trim() ?? "")
    const word = await eventually("a word", selected)
    await keyboard.press("Shift+End")
    const line = await eventually("the rest of its line", async () => {
      const now = await selected()
      return now.length > word.length && now.startsWith(word) ? now : ""
    })
    await keyboard.press("Control+Alt+m")
    const field = region(reviewer).getByRole("textbox", { name: "Comment", exact: true })
    await eventually("the field", () => field.evaluate((element) => document.activeElement === element))
    await keyboard.type("By keys alone.")
    await keyboard.press("Control+Enter")
    await wordsOf(writer, "By keys alone.", line)
  })
})
