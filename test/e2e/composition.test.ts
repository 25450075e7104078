import type { CDPSession } from "playwright-core"
import { beforeAll, describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { addSection } from "../harness/sections.ts"
import { signIn } from "../harness/server-process.ts"
import { settles } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

/** What an input method shows on its way, and what it leaves. */
const methods = [
  { name: "Japanese", language: "en", steps: ["に", "にほ", "にほん", "日本"], words: "日本" },
  { name: "a dead key", language: "fr", steps: ["´"], words: "é" },
  { name: "Arabic", language: "ar", steps: ["س", "سل", "سلا", "سلام"], words: "سلام" },
  { name: "Chinese", language: "zh", steps: ["n", "ni", "ni h", "ni ha", "你好"], words: "你好" },
] as const

describe.skipIf(browserMissing)("an input method", () => {
  const stage = setStage()
  let ana: Person
  let bo: Person
  let section: string
  let devtools: CDPSession

  beforeAll(async () => {
    ana = await stage.stays("p-iom-1")
    bo = await stage.stays("p-iom-2")
    await Promise.all([ana.opensSection("s03"), bo.opensSection("s03")])
    devtools = await ana.context.newCDPSession(ana.page)
  })

  /** Both have "one two three" open, Ana's caret behind "one ". */
  async function begins(language: string): Promise<void> {
    section = await addSection(stage.url, "Composed", language)
    for (const person of [ana, bo]) await person.goesOnTo(section)
    await ana.text.locator("p").first().click()
    await ana.page.keyboard.type("one two three")
    await bo.text.getByText("one two three").click()
    await ana.page.keyboard.press("Home")
    for (let i = 0; i < 4; i++) await ana.page.keyboard.press(language === "ar" ? "ArrowLeft" : "ArrowRight")
  }
  const compose = (text: string) =>
    devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length })
  const commit = (text: string) => devtools.send("Input.insertText", { text })
  const words = async (person: Person) =>
    (await person.text.locator("p").allTextContents()).join("|").replaceAll("\u202F", "").replaceAll("\u00A0", " ")
  const stored = async () => {
    const cookie = await signIn(stage.url, "p-iom-1")
    const answer = await fetch(`${stage.url}/api/sections/${section}/text?format=text`, { headers: { cookie } })
    return (await answer.text()).replace(/\n+$/, "").replaceAll("\n\n", "|")
  }
  const bothRead = (expected: string) =>
    expect
      .poll(() => Promise.all([words(ana), words(bo), stored()]), { timeout: 20_000, interval: 50 })
      .toEqual([expected, expected, expected])
  /** A person's hand is slower than the browser's word of a new selection. */
  const boPresses = async (key: string, times = 1) => {
    for (let i = 0; i < times; i++) {
      await bo.page.keyboard.press(key)
      await settles(bo)
    }
  }

  it.each(methods)("of $name loses and doubles nothing while a colleague types before and after it", async (method) => {
    await begins(method.language)
    const { keyboard } = bo.page
    for (const [i, step] of method.steps.entries()) {
      await compose(step)
      await boPresses(i % 2 === 0 ? "Home" : "End")
      await keyboard.type(i % 2 === 0 ? "<" : ">")
    }
    await commit(method.words)
    const before = "<".repeat(Math.ceil(method.steps.length / 2))
    const after = ">".repeat(Math.floor(method.steps.length / 2))
    // Bo's "Home" comes before what he has typed there.
    await bothRead(`${before}one ${method.words}two three${after}`)
    await ana.page.keyboard.type("+")
    await bothRead(`${before}one ${method.words}+two three${after}`)
  })

  it("holds while a colleague makes words bold and marks their language around it, and writes beside it", async () => {
    await begins("en")
    await compose("に")
    await boPresses("Home")
    await boPresses("Shift+ArrowRight", 7)
    await bo.page.keyboard.press("Control+b")
    await compose("にほ")
    await bo.page.keyboard.press("Control+Alt+l")
    await bo.page.getByRole("menuitemradio", { name: "French" }).click()
    await bo.text.locator('[lang="fr"]').first().waitFor()
    await compose("にほん")
    await boPresses("Home")
    await boPresses("ArrowRight", 2)
    await bo.page.keyboard.type("X")
    await commit("日本")
    await bothRead("onXe 日本two three")
    await ana.page.keyboard.type("+")
    await bothRead("onXe 日本+two three")
  })

  it("keeps what is composed when a colleague splits the line or deletes the words around it", async () => {
    await begins("en")
    await compose("に")
    await boPresses("End")
    await boPresses("ArrowLeft", 6)
    await boPresses("Enter")
    await compose("にほん")
    await commit("日本")
    await bothRead("one 日本two| three")
    await ana.page.keyboard.type("+")
    await bothRead("one 日本+two| three")
    await compose("か")
    await bo.text.locator("p").first().click()
    await boPresses("Home")
    await boPresses("Shift+ArrowRight", 3)
    await boPresses("Delete")
    await commit("金")
    await bothRead(" 日本+金two| three")
  })

  it("is undone as a whole, and leaves a colleague's words; one that is given up leaves nothing", async () => {
    await begins("en")
    await compose("に")
    await boPresses("End")
    await bo.page.keyboard.type("!")
    await compose("")
    await bothRead("one two three!")
    await compose("に")
    await compose("にほん")
    await commit("日本")
    await bothRead("one 日本two three!")
    await ana.page.keyboard.press("Control+z")
    await bothRead("one two three!")
  })

  it("changes no quotes or spaces, and joins the passage that it is in", async () => {
    await begins("fr")
    await ana.page.keyboard.press("Home")
    for (let i = 0; i < 3; i++) await ana.page.keyboard.press("Shift+ArrowRight")
    await ana.page.keyboard.press("Control+Alt+l")
    await ana.page.getByRole("menuitemradio", { name: "Chinese" }).click()
    await ana.text.locator('[lang="zh"]', { hasText: /^one$/ }).waitFor()
    await ana.page.keyboard.press("ArrowRight")
    await compose("ni")
    await boPresses("End")
    await bo.page.keyboard.type(".")
    await commit("你?")
    await bo.text.locator('[lang="zh"]', { hasText: /^one你\?$/ }).waitFor()
    await bothRead("one你? two three.")
  })
})
