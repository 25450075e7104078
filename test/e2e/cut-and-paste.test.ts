import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addWrittenSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

interface Content {
  blocks: { id: string; content: { text?: string }[] }[]
}
interface Authors {
  authors: { name: string }[]
  lines: { text: string; runs: [author: number, at: number | null, length: number][] }[]
}

describe.skipIf(browserMissing)("text that is cut out of one section and pasted into another", () => {
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED/ })

  it("moves by keys alone as a colleague watches: ids and authors stay, Ctrl+Z takes it back, offline it is a copy", async () => {
    const [source, target] = await Promise.all([
      addWrittenSection(stage.url, "Cut source", {
        by: "p-iom-2",
        lines: ["Head.", "First of Tomás.", "Second of Tomás.", "Third of Tomás."],
      }),
      addWrittenSection(stage.url, "Cut target", { by: "p-iom-1", lines: ["Opening.", "Closing."] }),
    ])
    const [amara, tomas] = [await stage.arrivesIn(source, "p-iom-1"), await stage.arrivesIn(target, "p-iom-2")]
    const [, first, second] = await idsOf(amara, source)
    await reads(amara, ["Head.", "First of Tomás.", "Second of Tomás.", "Third of Tomás."])

    const { keyboard } = amara.page
    await amara.text.focus()
    await keyboard.press("Control+Home")
    await keyboard.press("ArrowDown")
    await keyboard.press("Shift+ArrowDown")
    await keyboard.press("Shift+ArrowDown")
    await settled(amara)
    await keyboard.press("Control+x")
    await reads(amara, ["Head.", "Third of Tomás."])
    await amara.page.getByText("Saved", { exact: true }).waitFor()

    await amara.opensSection(target)
    await amara.text.focus()
    await keyboard.press("Control+Home")
    await keyboard.press("End")
    await keyboard.press("Enter")
    await settled(amara)
    await keyboard.press("Control+v")
    const moved = ["Opening.", "First of Tomás.", "Second of Tomás.", "Closing."]
    for (const person of [amara, tomas]) await reads(person, moved)
    await amara.page.getByText("Moved here from “Cut source”, with its authors").first().waitFor()
    expect(await idsOf(amara, target)).toEqual([expect.any(String), first, second, expect.any(String)])
    expect(await authorOf(amara, target, "Second of Tomás.")).toEqual(await authorOf(amara, target, "First of Tomás."))
    expect(await authorOf(amara, target, "First of Tomás.")).toEqual(["Tomás Vidal"])
    expect(await violations(amara.page)).toEqual([])

    await keyboard.press("Control+z")
    for (const person of [amara, tomas]) await reads(person, ["Opening.", "Closing."])
    await amara.page.getByText("Taken back: the passage is in “Cut source” again.").first().waitFor()
    expect((await idsOf(amara, source)).slice(1, 3)).toEqual([first, second])

    // Back where it was it is as it was: it is cut once more; offline it comes as a copy.
    await amara.opensSection(source)
    await reads(amara, ["Head.", "First of Tomás.", "Second of Tomás.", "Third of Tomás."])
    await amara.text.focus()
    await keyboard.press("Control+Home")
    await keyboard.press("ArrowDown")
    await keyboard.press("Shift+ArrowDown")
    await settled(amara)
    await keyboard.press("Control+x")
    await reads(amara, ["Head.", "Second of Tomás.", "Third of Tomás."])
    await amara.page.getByText("Saved", { exact: true }).waitFor()
    await amara.opensSection(target)
    await amara.context.setOffline(true)
    await amara.text.focus()
    await keyboard.press("Control+End")
    await keyboard.press("Enter")
    await amara.page.getByText("Offline", { exact: false }).first().waitFor()
    await keyboard.press("Control+v")
    await reads(amara, ["Opening.", "Closing.", "First of Tomás."])
    await amara.page.getByText("Pasted as a copy.", { exact: false }).first().waitFor()
    await amara.context.setOffline(false)
    await reads(tomas, ["Opening.", "Closing.", "First of Tomás."])
    expect(await idsOf(amara, target)).not.toContain(first)
  })
})

/** The editor hears of the caret with the next frame; no hand is faster. */
async function settled(person: Person): Promise<void> {
  await person.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

async function idsOf(person: Person, sectionId: string): Promise<string[]> {
  const answer = await person.context.request.get(`/api/sections/${sectionId}/text?format=json`)
  const { blocks } = (await answer.json()) as Content
  return blocks.map(({ id }) => id)
}

async function authorOf(person: Person, sectionId: string, words: string): Promise<string[]> {
  const answer = await person.context.request.get(`/api/sections/${sectionId}/authorship`)
  const { authors, lines } = (await answer.json()) as Authors
  const runs = lines.find(({ text }) => text === words)?.runs ?? []
  return runs.map(([author]) => authors[author]?.name ?? "")
}

async function reads(person: Person, expected: string[]): Promise<void> {
  let last: string[] = []
  await eventually(
    `${person.id} to read ${JSON.stringify(expected)}`,
    async () => {
      const texts = await person.text.locator(":scope > *").allInnerTexts()
      last = texts.map((text) => text.trim()).filter((text) => text !== "")
      return JSON.stringify(last) === JSON.stringify(expected)
    },
    8_000,
  ).catch(() => expect(last).toEqual(expected))
}
