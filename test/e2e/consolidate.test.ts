import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addWrittenSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("text that moves between sections", () => {
  const stage = setStage()

  /** Two sections of two parts each, written by Amara. */
  const twoTexts = (name: string) =>
    Promise.all([
      addWrittenSection(stage.url, `${name} source`, {
        by: "p-iom-1",
        lines: ["## Costs", "First about costs.", "Second about costs.", "## Rights", "About rights."],
      }),
      addWrittenSection(stage.url, `${name} target`, {
        by: "p-iom-1",
        lines: ["## Opening", "What is here.", "## Closing", "What is last."],
      }),
    ])

  it("goes by dialog while colleagues write at both ends, and comes back with what they wrote into it", async () => {
    const [source, target] = await twoTexts("Together")
    const [amara, tomas, helen] = [
      await stage.arrivesIn(source, "p-iom-1"),
      await stage.arrivesIn(source, "p-iom-2"),
      await stage.arrivesIn(target, "p-iom-3"),
    ]
    await atEndOf(tomas, "About rights.")
    await atEndOf(helen, "What is here.")
    await atEndOf(amara, "Costs")
    await choose(amara, "Move to another section…")
    const dialog = amara.page.getByRole("dialog", { name: "Move to another section" })
    await dialog.getByRole("radio", { name: /All under “Costs”/ }).waitFor()
    expect(await dialog.getByRole("radio", { name: /All under “Costs”/ }).isChecked()).toBe(true)
    await dialog.getByRole("searchbox", { name: "Find a section" }).fill("together TARGET")
    await dialog.getByRole("option", { name: /Together target/ }).click()
    await dialog.getByRole("button", { name: /^At the end/ }).click()
    await amara.page.getByRole("option", { name: "At the end of “Opening”" }).click()
    await accepted(amara)

    const typing = Promise.all([
      tomas.page.keyboard.type(" Tomás goes on."),
      helen.page.keyboard.type(" Helen goes on."),
    ])
    await dialog.getByRole("button", { name: "Move", exact: true }).click()
    await typing
    await reads(helen, [
      "Opening",
      "What is here. Helen goes on.",
      "Costs",
      "First about costs.",
      "Second about costs.",
      "Closing",
      "What is last.",
    ])
    for (const person of [amara, tomas]) await reads(person, ["Rights", "About rights. Tomás goes on."])
    await amara.page.getByText("Moved to “Together target”.").first().waitFor()
    await tomas.page.getByText("Amara Diallo-Reyes has moved part of this text to “Together target”.").waitFor()
    await accepted(amara)

    await atEndOf(helen, "First about costs.")
    await helen.page.keyboard.type(" Helen adds this.")
    await atEndOf(helen, "Second about costs.")
    await helen.page.keyboard.press("Enter")
    await helen.page.keyboard.type("And a third.")
    const written = ["Costs", "First about costs. Helen adds this.", "Second about costs.", "And a third."]
    await reads(helen, ["Opening", "What is here. Helen goes on.", ...written, "Closing", "What is last."])
    await helen.page.getByText("Saved", { exact: true }).waitFor()
    await amara.text.press("Control+z")
    for (const person of [amara, tomas]) await reads(person, [...written, "Rights", "About rights. Tomás goes on."])
    await reads(helen, ["Opening", "What is here. Helen goes on.", "Closing", "What is last."])
    await amara.page.getByText("Taken back: the passage is in “Together source” again.").first().waitFor()

    await amara.text.press("Control+y")
    await reads(tomas, ["Rights", "About rights. Tomás goes on."])
    await reads(helen, ["Opening", "What is here. Helen goes on.", ...written, "Closing", "What is last."])
  })

  it("goes, and is taken back at the other end, by keys alone", async () => {
    const [source] = await twoTexts("Keys")
    const amara = await stage.arrivesIn(source, "p-iom-1")
    const { keyboard } = amara.page
    await atEndOf(amara, "First about costs.")
    await keyboard.press("Shift+ArrowDown")
    await amara.page.getByRole("button", { name: "More for this text" }).focus()
    await keyboard.press("Enter")
    await amara.page.getByRole("menuitem", { name: "Move to another section…" }).waitFor()
    await keyboard.press("Enter")
    const dialog = amara.page.getByRole("dialog", { name: "Move to another section" })
    await dialog.getByText("2 paragraphs").waitFor()
    await goesTo(amara, "Find a section")
    await keyboard.type("keys target")
    await goesTo(amara, "Move into")
    await keyboard.press("Space")
    await goesTo(amara, "Move")
    await keyboard.press("Enter")
    await reads(amara, ["Costs", "Rights", "About rights."])
    await amara.page.getByRole("link", { name: "Go there Keys target" }).waitFor()
    await goesTo(amara, "Go there Keys target", "F6")
    await keyboard.press("Enter")
    await amara.page.getByRole("heading", { name: "Keys target" }).waitFor()
    await reads(amara, [
      "Opening",
      "What is here.",
      "Closing",
      "What is last.",
      "First about costs.",
      "Second about costs.",
    ])
    await amara.text.focus()
    await keyboard.press("Control+z")
    await reads(amara, ["Opening", "What is here.", "Closing", "What is last."])
    await amara.opensSection(source)
    await reads(amara, ["Costs", "First about costs.", "Second about costs.", "Rights", "About rights."])
  })

  it("is the person's own Ctrl+Z again once they have written something", async () => {
    const [source, target] = await twoTexts("Own")
    const amara = await stage.arrivesIn(source, "p-iom-1")
    await atEndOf(amara, "Second about costs.")
    await moves(amara, "Own target")
    await reads(amara, ["Costs", "First about costs.", "Rights", "About rights."])
    await atEndOf(amara, "About rights.")
    await amara.page.keyboard.type(" More")
    await reads(amara, ["Costs", "First about costs.", "Rights", "About rights. More"])
    await amara.page.keyboard.press("Control+z")
    await reads(amara, ["Costs", "First about costs.", "Rights", "About rights."])
    // The notice still offers it.
    await amara.page.getByRole("button", { name: "Undo the move" }).click()
    await reads(amara, ["Costs", "First about costs.", "Second about costs.", "Rights", "About rights."])
    await amara.opensSection(target)
    await reads(amara, ["Opening", "What is here.", "Closing", "What is last."])
  })

  it("is split off as a section of its own, and merged again", async () => {
    const [source, target] = await twoTexts("Halves")
    const [amara, tomas] = [await stage.arrivesIn(source, "p-iom-1"), await stage.arrivesIn(source, "p-iom-2")]
    await atEndOf(amara, "Rights")
    await choose(amara, "Split here…")
    const dialog = amara.page.getByRole("dialog", { name: "Split the section here" })
    expect(await dialog.getByRole("textbox", { name: "Title of the new section" }).inputValue()).toBe("Rights")
    await accepted(amara)
    await dialog.getByRole("button", { name: "Split" }).click()
    await reads(tomas, ["Costs", "First about costs.", "Second about costs."])
    await amara.page.getByText("What followed is now the section “Rights”.").first().waitFor()
    await amara.page.getByRole("link", { name: "Go there Rights" }).click()
    await amara.page.getByRole("heading", { level: 1, name: "Rights" }).waitFor()
    await reads(amara, ["Rights", "About rights."])

    await choose(amara, "Merge into another section…")
    const merging = amara.page.getByRole("dialog", { name: "Merge “Rights” into another section" })
    await merging.getByRole("option", { name: /Halves target/ }).click()
    await accepted(amara)
    await merging.getByRole("button", { name: "Merge", exact: true }).click()
    await amara.page.getByRole("heading", { level: 1, name: "Halves target" }).waitFor()
    await reads(amara, ["Opening", "What is here.", "Closing", "What is last.", "Rights", "About rights."])
    expect(await tomas.page.getByRole("link", { name: /^\d+ Rights$/ }).count()).toBe(0)

    await amara.page.keyboard.press("Control+z")
    await reads(amara, ["Opening", "What is here.", "Closing", "What is last."])
    await amara.page.getByRole("link", { name: "Go there Rights" }).click()
    await amara.page.getByRole("heading", { level: 1, name: "Rights" }).waitFor()
    await reads(amara, ["Rights", "About rights."])
    expect(target).not.toBe(source)
  })

  it("comes before more eyes only when that has been said, and stays where somebody may only read", async () => {
    const [source] = await twoTexts("Eyes")
    const amara = await stage.arrivesIn(source, "p-iom-1")
    await atEndOf(amara, "About rights.")
    await choose(amara, "Move to another section…")
    const dialog = amara.page.getByRole("dialog", { name: "Move to another section" })
    await dialog.getByRole("option", { name: /Conclusions and messages/ }).click()
    await dialog.getByText(/More people can read “Conclusions and messages to the Summit in Dhaka”/).waitFor()
    expect(await dialog.getByRole("option", { name: /Sweden/ }).count()).toBe(0)
    await dialog.getByRole("button", { name: "Move, and show it to them" }).click()
    await reads(amara, ["Costs", "First about costs.", "Second about costs.", "Rights"])
    const nasrin = await stage.arrivesIn("s13", "p-bgd-1")
    expect((await blocks(nasrin)).at(-1)).toBe("About rights.")

    const rosa = await stage.arrivesIn("s13", "p-ngo-1")
    expect(await rosa.page.getByRole("button", { name: "More for this text" }).count()).toBe(0)
  })
})

async function accepted(person: Person): Promise<void> {
  expect(await violations(person.page)).toEqual([])
}

async function atEndOf(person: Person, words: string): Promise<void> {
  await person.text.getByText(words, { exact: true }).click()
  await person.page.keyboard.press("End")
  // The editor hears of the caret with the next frame; no hand is faster.
  await person.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

async function choose(person: Person, item: string): Promise<void> {
  await person.page.getByRole("button", { name: "More for this text" }).click()
  await person.page.getByRole("menuitem", { name: item }).click()
}

async function moves(person: Person, to: string): Promise<void> {
  await choose(person, "Move to another section…")
  const dialog = person.page.getByRole("dialog", { name: "Move to another section" })
  await dialog.getByRole("option", { name: new RegExp(to) }).click()
  await dialog.getByRole("button", { name: "Move", exact: true }).click()
}

/** Presses the key until something of this name has the focus. */
async function goesTo(person: Person, name: string, key = "Tab"): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 40; presses++) {
    const focused = await person.page.evaluate(() => {
      const element = document.activeElement
      const list = element?.closest("[role=listbox]")
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent
      return list?.getAttribute("aria-label") ?? label ?? ""
    })
    if (focused.trim() === name) return
    passed.push(focused.trim().slice(0, 40))
    await person.page.keyboard.press(key)
  }
  throw new Error(`Nothing named ${name} is reached by ${key}, only ${passed.join(" | ")}.`)
}

async function blocks(person: Person): Promise<string[]> {
  const texts = await person.text.locator(":scope > *").allInnerTexts()
  return texts.map((text) => text.trim()).filter((text) => text !== "")
}

async function reads(person: Person, expected: string[]): Promise<void> {
  let last: string[] = []
  await eventually(
    `${person.id} to read ${JSON.stringify(expected)}`,
    async () => {
      last = await blocks(person)
      return JSON.stringify(last) === JSON.stringify(expected)
    },
    8_000,
  ).catch(() => expect(last).toEqual(expected))
}
