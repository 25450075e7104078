import { describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("words for a passage that has moved meanwhile", () => {
  // What is asked of a section in the moment in which it is merged away is not there.
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED|status of 404/u })

  it("stand in it where it has gone, and who wrote them is led there, also when the section is merged away", async () => {
    const [source, target] = [await addSection(stage.url, "On its way"), await addSection(stage.url, "Where it went")]
    const amara = await stage.arrivesIn(source, "p-iom-1")
    await amara.text.click()
    await amara.page.keyboard.type("About costs:")
    await amara.page.keyboard.press("Enter")
    await amara.page.keyboard.type("What stays.")
    const tomas = await stage.arrivesIn(source, "p-iom-2")
    await eventually("both have it", async () => (await lines(tomas)).join("|") === "About costs:|What stays.")
    await atEndOf(tomas, "About costs:")
    await tomas.context.setOffline(true)
    await tomas.page.getByText("Offline: kept on this device", { exact: true }).waitFor()
    await tomas.page.keyboard.type(" one two three")
    const [first] = await blockIds(amara, source)
    await command(amara, { type: "movePassage", fromSectionId: source, toSectionId: target, blockIds: [first] })
    await tomas.context.setOffline(false)
    await tomas.page.getByText("has moved the passage in which you were writing to").waitFor()
    await eventually("the passage is gone", async () => (await lines(tomas)).join("|") === "What stays.")
    await tomas.page
      .getByRole("link", { name: /Go there/u })
      .first()
      .click()
    await eventually("the words are there", async () => (await lines(tomas)).includes("About costs: one two three"))

    await tomas.opensSection(source)
    await atEndOf(tomas, "What stays.")
    await command(amara, { type: "mergeSections", fromSectionId: source, intoSectionId: target })
    await tomas.page.getByRole("link", { name: "To the text in “Where it went”" }).click()
    await eventually("the text is there", async () => (await lines(tomas)).includes("What stays."))
  })
})

const lines = (person: Person) => person.text.locator("> *").allInnerTexts()

async function atEndOf(person: Person, words: string): Promise<void> {
  await person.text.getByText(words).click()
  await person.page.keyboard.press("End")
}

async function blockIds(person: Person, section: string): Promise<string[]> {
  const answer = await person.page.request.get(`/api/sections/${section}/text?format=json`)
  return ((await answer.json()) as { blocks: { id: string }[] }).blocks.map(({ id }) => id)
}

async function command(person: Person, body: object): Promise<void> {
  const status = await person.page.evaluate(async (sent) => {
    const publicationId = location.pathname.split("/")[2]
    const answer = await fetch("/api/commands", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ publicationId, widens: true, ...sent }),
    })
    return answer.status === 200 ? "done" : `${answer.status} ${await answer.text()}`
  }, body)
  expect(status).toBe("done")
}
