import { describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("saving", () => {
  const stage = setStage({
    mayComplain: /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Error during WebSocket|status of 503/,
  })

  const says = (person: Person, words: string, page = person.page) =>
    page.getByText(words, { exact: true }).first().waitFor()

  async function storedText(sectionId: string): Promise<string> {
    const cookie = await signIn(stage.url, "p-iom-1")
    return (await fetch(`${stage.url}/api/sections/${sectionId}/text?format=text`, { headers: { cookie } })).text()
  }

  it("keeps what is written offline through a closed tab, merges it and saves it", async () => {
    const person = await stage.arrives("p-iom-1")
    const colleague = await stage.arrives("p-iom-2")
    await Promise.all([person.opensSection("s06"), colleague.opensSection("s06")])
    const top = () => person.text.evaluate((text) => text.getBoundingClientRect().top + scrollY)
    const topBefore = await top()
    await person.context.setOffline(true)
    await person.text.locator("p").first().click()
    await person.page.keyboard.press("Home")
    await person.page.keyboard.type("Written on the train. ")
    await says(person, "Offline: kept on this device")
    expect(await top()).toBe(topBefore)
    await colleague.text.locator("p").first().click()
    await colleague.page.keyboard.press("End")
    await colleague.page.keyboard.type(" Meanwhile in the office.")
    await says(colleague, "Saved")

    const asked = new Promise<string>((resolve) =>
      person.page.once("dialog", (dialog) => {
        resolve(dialog.type())
        void dialog.accept()
      }),
    )
    const closed = person.page.waitForEvent("close")
    await person.page.close({ runBeforeUnload: true })
    expect(await asked).toBe("beforeunload")
    await closed

    await person.context.setOffline(false)
    const again = await person.context.newPage()
    await person.opensSection("s06", "pub-2016", again)
    const text = again.getByRole("textbox", { name: /^Text of / })
    await eventually("both texts", async () => {
      const words = await text.innerText()
      return words.includes("Written on the train. ") && words.includes(" Meanwhile in the office.")
    })
    await says(person, "Saved", again)
    await eventually("the colleague to see it", async () =>
      (await colleague.text.innerText()).includes("Written on the train."),
    )
    expect(await storedText("s06")).toContain("Written on the train. ")
    await Promise.all([person.context.close(), colleague.context.close()])
  })

  it("says Saved only for what is on disk, through a crash of the server", async () => {
    const person = await stage.arrives("p-iom-3")
    await person.opensSection("s06")
    await person.text.locator("p").last().click()
    await person.page.keyboard.press("End")
    await person.page.keyboard.type(" Before the crash.")
    await says(person, "Saved")
    await stage.server.kill()
    await person.page.keyboard.type(" During the outage.")
    await says(person, "Offline: kept on this device")
    await stage.server.startAgain()
    expect(await storedText("s06")).toContain("Before the crash.")
    await says(person, "Saved")
    expect(await storedText("s06")).toContain("During the outage.")
  })

  it("goes from screen to screen without a connection, and says which text is not here", async () => {
    const person = await stage.arrives("p-iom-1")
    await person.opensSection("s06")
    await person.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    await person.page.waitForLoadState("networkidle")
    await person.context.setOffline(true)
    await person.page.getByRole("link", { name: "Contents", exact: true }).click()
    const contents = person.page.getByRole("navigation", { name: "Contents" })
    await contents.getByRole("link", { name: "Foreword" }).click()
    await says(person, "This section is not on this device yet. It comes when the connection is back.")
    await person.page.goBack()
    await contents.getByRole("link", { name: /^Baselines/ }).click()
    await person.text.locator("p").first().waitFor()
  })

  it("gives unsent words back to someone who may no longer read the section, at once and later", async () => {
    const editor = await signIn(stage.url, "p-iom-1")
    const command = async (body: object) => {
      const answer = await fetch(`${stage.url}/api/commands`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: editor },
        body: JSON.stringify({ publicationId: "pub-2016", ...body }),
      })
      expect(answer.status).toBe(200)
      return (await answer.json()) as { events: { event: { sectionId: string } }[] }
    }
    const person = await stage.arrives("p-iom-3")
    for (const visit of ["stays", "comes back"]) {
      const added = await command({
        type: "addSection",
        parentId: null,
        before: null,
        title: `For its writers, ${visit}`,
        textClass: "secretariat",
        leadPerson: "p-iom-1",
        coAuthors: ["p-iom-3"],
        language: "en",
      })
      const sectionId = added.events[0]?.event.sectionId ?? ""
      const page = await person.context.newPage()
      page.on("dialog", (dialog) => void dialog.accept())
      await person.opensSection(sectionId, "pub-2016", page)
      await person.context.setOffline(true)
      await page.getByRole("textbox", { name: /^Text of / }).click()
      await page.keyboard.type("Meant for this section.")
      await page.getByText("Write on: your words are kept on this device").waitFor()
      if (visit === "comes back") await page.goto("about:blank")
      await command({ type: "setSectionPeople", sectionId, coAuthors: [] })
      await person.context.setOffline(false)
      if (visit === "comes back") await page.goto(`/p/pub-2016/s/${sectionId}`)
      await page.getByRole("heading", { name: "Nothing to see here" }).waitFor()
      await page.getByLabel("Your unsaved words").getByText("Meant for this section.").waitFor()
      await page.getByRole("button", { name: "I have them" }).click()
      await page.getByLabel("Your unsaved words").waitFor({ state: "detached" })
      await page.close()
    }
  })

  it("lets one go on after a refused change that had no words", async () => {
    const person = await stage.arrives("p-iom-2")
    await person.opensSection("s02")
    await person.context.setOffline(true)
    await person.text.locator("p").first().click()
    await person.page.keyboard.press("Home")
    await person.page.keyboard.type("  ")
    await person.page.getByText("Write on: your words are kept on this device").waitFor()
    const cookie = await signIn(stage.url, "p-iom-1")
    await fetch(`${stage.url}/api/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ type: "closeSection", publicationId: "pub-2016", sectionId: "s02" }),
    })
    await person.context.setOffline(false)
    await says(person, "Not saved: action needed")
    // It may be asked once more, when it turns out only now that the server does not have the change.
    const understood = person.page.getByRole("button", { name: "Understood" })
    const goesOn = () =>
      eventually("Saved", async () => {
        if (await understood.isVisible()) await understood.click()
        return (await person.saving.innerText()).includes("Saved")
      })
    await goesOn()
    await person.page.reload()
    await goesOn()
  })

  it("gives unsent words back when the section was closed meanwhile", async () => {
    const person = await stage.arrives("p-iom-2")
    await person.opensSection("s08")
    await person.context.setOffline(true)
    await person.text.locator("p").first().click()
    await person.page.keyboard.press("End")
    await person.page.keyboard.type(" Too late by an hour.")
    await says(person, "Offline: kept on this device")
    const cookie = await signIn(stage.url, "p-iom-1")
    const closed = await fetch(`${stage.url}/api/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ type: "closeSection", publicationId: "pub-2016", sectionId: "s08" }),
    })
    expect(closed.status).toBe(200)
    await person.context.setOffline(false)
    await says(person, "Not saved: action needed")
    await eventually("the words to be offered for copying", async () =>
      (await person.page.locator("body").innerHTML()).includes("Too late by an hour."),
    )
    expect(await storedText("s08")).not.toContain("Too late by an hour.")
  })
})
