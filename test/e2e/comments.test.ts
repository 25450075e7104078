import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

/** In the introduction of the sample, which is open for comments. */
const sectionId = "s02"
const phrase = "The State decided on its content"

describe.skipIf(browserMissing)("comments beside a text", () => {
  const stage = setStage()

  const region = ({ page }: Person) => page.getByRole("complementary", { name: "Comments" })
  const card = (person: Person, body: string) => region(person).getByRole("article").filter({ hasText: body })
  /** What the page paints under this name: words with a mark in their own elements, others over the text. */
  const painted = ({ page }: Person, name: string) =>
    page.evaluate(
      (of) =>
        [
          ...[...document.querySelectorAll(`[data-words-of="${of}"]`)].map((element) => element.textContent),
          ...[...(CSS.highlights.get(of) ?? [])].map((range) => textOf(range)),
        ].join("|"),
      name,
    )

  /** Selects words as a pointer does: in a text that is only read, too. */
  const selects = async (person: Person, words: string) => {
    await person.text.getByText(words).first().scrollIntoViewIfNeeded()
    await person.text.evaluate((text, wanted) => {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      }
      throw new Error(`${wanted} is not in the text`)
    }, words)
  }

  const prepares = ({ page }: Person) =>
    page.addInitScript(() => {
      Object.assign(window, {
        textOf: (range: StaticRange) => {
          const live = document.createRange()
          live.setStart(range.startContainer, range.startOffset)
          live.setEnd(range.endContainer, range.endOffset)
          return live.toString()
        },
      })
    })

  it("are written, seen by others at once, answered and settled", async () => {
    const [lead, reviewer] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-desa-1")])
    await Promise.all([prepares(lead), prepares(reviewer)])
    await Promise.all([lead.opensSection(sectionId), reviewer.opensSection(sectionId)])
    await region(reviewer).getByRole("article").first().waitFor()

    await selects(reviewer, phrase)
    await region(reviewer).getByRole("button", { name: "Add comment" }).click()
    const field = region(reviewer).getByRole("textbox", { name: "Comment", exact: true })
    await field.fill("Say who decided: <b>the ministry</b>?")
    const targets = region(reviewer).getByRole("combobox", { name: "Targets" })
    await targets.fill("remesas")
    await region(reviewer)
      .getByRole("option", { name: /^10\.c/ })
      .click()
    await targets.fill("10.7.2")
    await region(reviewer)
      .getByRole("option", { name: /^10\.7\.2 \(2016\)/ })
      .click()
    await region(reviewer).getByRole("button", { name: "Remove 10.c" }).click()
    expect(await violations(reviewer.page)).toEqual([])

    // What is typed outlives a reload.
    await reviewer.page.reload()
    await eventually(
      "the typed words",
      async () => (await field.inputValue()) === "Say who decided: <b>the ministry</b>?",
    )
    const scrolled = await lead.page.evaluate(() => scrollY)
    await region(reviewer).getByRole("button", { name: "Post comment" }).click()

    const theirs = card(lead, "Say who decided: <b>the ministry</b>?")
    await theirs.waitFor()
    expect(await lead.page.evaluate(() => [scrollY, document.activeElement === document.body])).toEqual([
      scrolled,
      true,
    ])
    await eventually("its words to be painted", async () => (await painted(lead, "comment")).includes(phrase))
    await theirs.click()
    await eventually("them to stand out", async () => (await painted(lead, "comment-current")) === phrase)
    expect(await theirs.getByText("10.7.2 (2016)").count()).toBe(1)
    // Beside its words, to a pixel or two.
    const words = await lead.text.getByText(phrase).first().boundingBox()
    await eventually("the card at its words", async () => {
      const box = await theirs.boundingBox()
      return box && words && Math.abs(box.y - words.y) < 6
    })
    await theirs.getByRole("textbox", { name: "Reply" }).fill("The ministry, on 3 October.")
    await theirs.getByRole("button", { name: "Reply", exact: true }).click()

    const own = card(reviewer, "Say who decided")
    await own.getByText("The ministry, on 3 October.").waitFor()
    await own.getByText("answered", { exact: true }).waitFor()
    await theirs.getByRole("button", { name: "Resolve" }).click()
    await theirs.getByRole("radio", { name: "Not taken up" }).check()
    await theirs.getByRole("textbox", { name: "Reason (needed)" }).fill("It is said in annex I.")
    expect(await violations(lead.page)).toEqual([])
    await theirs.getByRole("button", { name: "Resolve" }).click()
    await own.getByText("It is said in annex I.").waitFor()
    expect(await own.getByRole("textbox", { name: "Reply" }).count()).toBe(0)
    await own.getByRole("button", { name: "Reopen" }).click()
    await own.getByRole("textbox", { name: "Reply" }).waitFor()

    // Words that go leave the comment, with what it was on.
    await lead.text.getByText(phrase).first().click({ clickCount: 3 })
    await eventually("the paragraph to be selected", () => lead.page.evaluate(() => !getSelection()?.isCollapsed))
    await lead.page.keyboard.press("Delete")
    await region(reviewer).getByText("Text removed").waitFor()
    await lead.page.keyboard.press("Control+z")
    await region(reviewer).getByText("Text removed").waitFor({ state: "hidden" })

    await own.getByRole("button", { name: "More actions" }).click()
    await reviewer.page.getByRole("menuitem", { name: "Copy link" }).click()
    const link = await eventually("the link", () => reviewer.page.evaluate(() => navigator.clipboard.readText()))
    await lead.page.goto(link)
    const isLinked = () =>
      theirs.evaluate((element) => document.activeElement === element && element.ariaCurrent === "true")
    await eventually("the linked card", isLinked)
    // A thread moves with its words: an old link leads on to where they are.
    await lead.page.goto(link.replace(`/s/${sectionId}`, "/s/s03"))
    await lead.page.waitForURL(link)
    await eventually("the linked card where it is", isLinked)
  })

  it("are written, gone to and answered by keyboard alone", async () => {
    const lead = await stage.arrivesIn("s03", "p-iom-1")
    const { page } = lead
    await region(lead).getByRole("article").first().waitFor()
    await lead.text.focus()
    await page.keyboard.press("Control+Home")
    await eventually("the caret", () =>
      page.evaluate(() => getSelection()?.isCollapsed && getSelection()?.focusNode !== null),
    )
    await page.keyboard.press("Control+Shift+ArrowRight")
    await eventually("a word", () => page.evaluate(() => !getSelection()?.isCollapsed))
    await page.keyboard.press("Control+Alt+m")
    const field = region(lead).getByRole("textbox", { name: "Comment", exact: true })
    await eventually("the field", () => field.evaluate((element) => document.activeElement === element))
    await page.keyboard.type("Is this @tom")
    await region(lead)
      .getByRole("option", { name: /^Tomás Vidal/ })
      .waitFor()
    await page.keyboard.press("Enter")
    await eventually("the name", async () => (await field.inputValue()) === "Is this @Tomás Vidal ")
    await page.keyboard.press("Escape")
    const question = region(lead).getByRole("alertdialog", { name: "Discard what you have written?" })
    await question.waitFor()
    await page.keyboard.press("Enter")
    await question.waitFor({ state: "hidden" })
    await eventually("the field again", () => field.evaluate((element) => document.activeElement === element))
    await page.keyboard.type("right?")
    await page.keyboard.press("Tab")
    await page.keyboard.type("10.7")
    await region(lead)
      .getByRole("option", { name: /^10\.7/ })
      .first()
      .waitFor()
    await page.keyboard.press("Enter")
    await region(lead).getByRole("button", { name: "Remove 10.7" }).waitFor()
    await page.keyboard.press("Control+Enter")
    const own = card(lead, "right?")
    await own.waitFor()
    await own.getByText("@Tomás Vidal").waitFor()
    await field.waitFor({ state: "hidden" })

    await lead.text.focus()
    await page.keyboard.press("Control+Home")
    await page.keyboard.press("ArrowRight")
    await eventually("the caret in the words", () => page.evaluate(() => getSelection()?.focusOffset === 1))
    await page.keyboard.press("F9")
    await eventually("the card of the words", () => own.evaluate((element) => document.activeElement === element))
    await page.keyboard.press("Enter")
    const reply = own.getByRole("textbox", { name: "Reply" })
    await eventually("the reply", () => reply.evaluate((element) => document.activeElement === element))
    await page.keyboard.type("Yes.")
    await page.keyboard.press("Control+Enter")
    await own.getByRole("list", { name: "Replies" }).getByText("Yes.").waitFor()
    await page.keyboard.press("Escape")
    await eventually("the card", () => own.evaluate((element) => document.activeElement === element))
    await page.keyboard.press("ArrowDown")
    await eventually("the next card", () =>
      page.evaluate(
        () => document.activeElement?.tagName === "ARTICLE" && document.activeElement.ariaCurrent === "true",
      ),
    )
    expect(await own.evaluate((element) => document.activeElement === element)).toBe(false)
    await page.keyboard.press("Shift+F9")
    await eventually("the card before", () => own.evaluate((element) => document.activeElement === element))
    await page.keyboard.press("Escape")
    await eventually("the text", () => lead.text.evaluate((element) => document.activeElement === element))

    // On no words, whatever is selected in the text.
    await region(lead).getByRole("button", { name: "Comment on the section as a whole" }).focus()
    await page.keyboard.press("Enter")
    await eventually("the field", () => field.evaluate((element) => document.activeElement === element))
    await region(lead)
      .getByRole("form", { name: "New comment" })
      .getByText("On the section as a whole", { exact: true })
      .waitFor()
  })

  it("come up from below on a phone, also for those who only read", async () => {
    const reader = await stage.arrives("p-ngo-1", { viewport: { width: 390, height: 844 }, hasTouch: true })
    await reader.opensSection(sectionId)
    const { page } = reader
    await page.getByRole("button", { name: /^Comments: [1-9]/ }).tap()
    await region(reader).getByRole("article").first().tap()
    await region(reader).getByRole("button", { name: "All comments" }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await region(reader).getByRole("button", { name: "Close comments" }).tap()
    await region(reader).waitFor({ state: "hidden" })

    const words = "well-managed migration policies"
    await selects(reader, words)
    await page.getByRole("button", { name: "Add comment" }).tap()
    await region(reader).getByRole("textbox", { name: "Comment", exact: true }).fill("From the train.")
    await region(reader).getByRole("combobox", { name: "Targets" }).tap()
    await region(reader).getByRole("option").first().waitFor()
    // The list is in its place: what posts is in sight below it, and is what is pressed though the list goes.
    const post = region(reader).getByRole("button", { name: "Post comment" })
    expect(await post.boundingBox()).toSatisfy((box: { y: number; height: number }) => box.y + box.height <= 844)
    await post.tap()
    await card(reader, "From the train.").waitFor()
    await region(reader).getByRole("button", { name: "Close comments" }).tap()
    await region(reader).waitFor({ state: "hidden" })
    await selects(reader, words)
    const { x, y } = await page.evaluate(() => {
      const box = getSelection()?.getRangeAt(0).getClientRects()[0]
      getSelection()?.removeAllRanges()
      return { x: (box?.left ?? 0) + 20, y: (box?.top ?? 0) + 10 }
    })
    await page.touchscreen.tap(x, y)
    await card(reader, "From the train.").waitFor()
  })
})

declare function textOf(range: AbstractRange): string
