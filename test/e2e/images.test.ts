import { beforeEach, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { pngFile } from "../harness/pictures.ts"
import { setStage } from "../harness/stage.ts"

interface PickedFile {
  name: string
  mimeType: string
  buffer: Buffer
}
const png = (name: string, width: number, height: number, words = ""): PickedFile => {
  return { name, mimeType: "image/png", buffer: pngFile({ width, height }, [14, 81, 87], words) }
}

describe.skipIf(browserMissing)("images", () => {
  const stage = setStage()
  let ana: Person
  let bo: Person
  let section = 0

  beforeEach(async () => {
    // A section of its own for each test, so that the first image in it is its own.
    const sectionId = ["s01", "s02", "s03", "s12", "s13"][section++] ?? "s11"
    ana = await stage.arrives("p-iom-1")
    bo = await stage.arrives("p-iom-2")
    await Promise.all([ana.opensSection(sectionId), bo.opensSection(sectionId)])
    await ana.text.locator("p").first().click()
  })

  const pictures = ({ text }: Person) => text.locator("figure img")
  const settings = ({ page }: Person) => page.getByRole("group", { name: "About this image" })
  const alt = (person: Person) => settings(person).getByRole("textbox", { name: "Alternative text" })

  async function picks(person: Person, ...files: PickedFile[]): Promise<void> {
    const chooser = person.page.waitForEvent("filechooser")
    await person.page.getByRole("button", { name: "Image: PNG, JPEG, WebP or SVG, up to 10 MB each" }).click()
    await (await chooser).setFiles(files)
  }

  /** What a program on the desktop lets go of over the page. */
  async function drops(person: Person, file: PickedFile, at: { x: number; y: number }): Promise<void> {
    const { name, mimeType, buffer } = file
    const data = await person.page.evaluateHandle(
      ({ name, mimeType, base64 }) => {
        const transfer = new DataTransfer()
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type: mimeType }))
        return transfer
      },
      { name, mimeType, base64: buffer.toString("base64") },
    )
    await person.page.evaluate(
      ({ data, at }) => {
        const target = document.elementFromPoint(at.x, at.y)
        const init = { dataTransfer: data, clientX: at.x, clientY: at.y, bubbles: true, cancelable: true }
        target?.dispatchEvent(new DragEvent("dragover", init))
        target?.dispatchEvent(new DragEvent("drop", init))
      },
      { data, at },
    )
  }

  it("come several at once, tell nothing that is not to be seen, and are described for both", async () => {
    await picks(ana, png("first.png", 900, 400, "made by Somebody"), png("second.png", 300, 200))
    await pictures(bo).nth(1).waitFor()
    expect(await pictures(bo).evaluateAll((all) => all.map((one) => one.getAttribute("width")))).toEqual(["900", "300"])
    await ana.text.getByText("No alternative text yet").first().waitFor()

    await alt(ana).fill("A green field")
    await settings(ana).getByRole("textbox", { name: "Credit" }).fill("IOM / A. Diallo-Reyes")
    await settings(ana)
      .getByRole("textbox", { name: /^Width/ })
      .fill("50")
    await settings(ana)
      .getByRole("textbox", { name: /^Width/ })
      .press("Enter")
    await bo.text.getByRole("img", { name: "A green field" }).waitFor()
    await bo.text.getByText("IOM / A. Diallo-Reyes").waitFor()
    await eventually("the image to be half as wide as the column", async () => {
      const [figure, picture] = await Promise.all([
        bo.text.locator("figure", { hasText: "IOM / A." }).boundingBox(),
        bo.text.getByRole("img", { name: "A green field" }).boundingBox(),
      ])
      return figure && picture && Math.abs(picture.width / figure.width - 0.5) < 0.01
    })

    const address = await pictures(bo).first().getAttribute("src")
    expect(address).toMatch(/^\/api\/sections\/s01\/images\/[0-9a-f]{64}$/)
    const stored = await (await bo.context.request.get(address ?? "")).body()
    expect(stored.includes("Somebody")).toBe(false)
  })

  it("are used by keyboard alone, and announced", async () => {
    await picks(ana, png("field.png", 600, 300))
    await pictures(ana).first().waitFor()
    await settings(ana).waitFor()
    await ana.page.keyboard.type("The field in March")
    await ana.page.keyboard.press("ArrowUp")
    await ana.text.locator("figure[data-selected]").waitFor()
    await ana.page.getByText("Image selected: “Image without alternative text”.").waitFor({ state: "attached" })
    await ana.page.keyboard.press("Enter")
    await ana.page.keyboard.type("A field, green after rain")
    await ana.page.keyboard.press("Escape")
    await ana.text.getByRole("img", { name: "A field, green after rain" }).waitFor()
    await bo.text.getByRole("img", { name: "A field, green after rain" }).waitFor()
    await bo.text.getByText("The field in March").waitFor()

    await ana.text.locator("figure[data-selected]").waitFor()
    await ana.page.keyboard.press("Delete")
    await eventually("the image and its caption to be gone", async () => {
      return (await bo.text.locator("figure, [data-for=figure]").count()) === 0
    })
    await ana.page.keyboard.press("Control+z")
    await bo.text.getByRole("img", { name: "A field, green after rain" }).waitFor()
    await bo.text.getByText("The field in March").waitFor()
  })

  it("are dropped where they are let go, and what is no image says so and changes nothing", async () => {
    const box = await ana.text.locator("p").nth(1).boundingBox()
    if (!box) throw new Error("the second paragraph is not on the page")
    await drops(ana, png("dropped.png", 200, 100), { x: box.x + 40, y: box.y + 10 })
    await pictures(bo).first().waitFor()
    expect(await bo.text.locator("> *").evaluateAll((all) => all.slice(0, 4).map(({ tagName }) => tagName))).toEqual([
      "P",
      "P",
      "FIGURE",
      "P",
    ])
    await drops(ana, { name: "notes.png", mimeType: "image/png", buffer: Buffer.from("not a picture") }, box)
    await ana.page.getByText("notes.png: This file cannot be read as an image.").waitFor()
    expect(await ana.text.locator("figure").count()).toBe(1)
    await ana.page.getByRole("button", { name: "Understood" }).click()

    // From the picture back into words takes one click.
    await pictures(ana).first().click()
    await ana.text.locator("figure[data-selected]").waitFor()
    await ana.text.locator("p").first().click()
    await ana.page.keyboard.press("End")
    await ana.page.keyboard.type(" And then?")
    await bo.text.locator("p").first().getByText("And then?").waitFor()
  })

  it("may be drawings, of which only the harmless goes in", async () => {
    const drawing = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://ns.adobe.com/i/" viewBox="0 0 40 30" onload="alert(1)">
        <metadata>by Somebody</metadata><script>alert(2)</script>
        <style>@import url(https://elsewhere.example/a.css); .a { fill: #0e5157 }</style>
        <a href="https://elsewhere.example/"><rect class="a" width="40" height="30" style="fill-opacity:.5;background:url(x.png)"/></a>
        <foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">words</p></foreignObject>
      </svg>`
    await picks(ana, { name: "map.svg", mimeType: "image/svg+xml", buffer: Buffer.from(drawing) })
    await pictures(bo).first().waitFor()
    await ana.page.getByText("map.svg was placed without what a drawing cannot hold here: foreignObject.").waitFor()
    const address = await pictures(bo).first().getAttribute("src")
    const answer = await bo.context.request.get(address ?? "")
    expect(answer.headers()["content-type"]).toBe("image/svg+xml")
    const stored = await answer.text()
    for (const gone of ["script", "alert", "elsewhere", "Somebody", "foreignObject", "x.png", "DOCTYPE", "adobe"]) {
      expect(stored).not.toContain(gone)
    }
    for (const kept of ["<rect", "rgb(14, 81, 87)", "fill-opacity"]) expect(stored).toContain(kept)
    // The browser says what it did not let the drawing do while it was read.
    expect(ana.complaints.splice(0).every((complaint) => complaint.includes("Content Security Policy"))).toBe(true)
  })

  it("have their place on other screens until they arrive, and go on after the window was closed", async () => {
    await ana.context.route("**/images", (route) => route.abort())
    await picks(ana, png("late.png", 640, 480))
    await ana.text.getByText("Kept on this device.").waitFor()
    expect(
      await pictures(ana)
        .first()
        .evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).toBe(640)
    const place = bo.text.getByRole("img", { name: "Image on its way" })
    const before = await place.boundingBox()
    expect((before?.width ?? 0) / (before?.height ?? 1)).toBeCloseTo(640 / 480, 1)

    ana.page.on("dialog", (dialog) => void dialog.accept())
    await ana.page.reload()
    await ana.text.getByText("Kept on this device.").waitFor()
    ana.complaints.length = 0
    await ana.context.unroute("**/images")
    await ana.page.evaluate(() => dispatchEvent(new Event("online")))
    await pictures(bo).first().waitFor()
    expect(await pictures(bo).first().boundingBox()).toEqual(before)
    await eventually("the words to go", async () => (await ana.text.getByText("Kept on this device.").count()) === 0)
  })

  it.each(["light", "dark"] as const)("axe finds nothing while one is described, in %s", async (colorScheme) => {
    await ana.page.emulateMedia({ colorScheme })
    await picks(ana, png("field.png", 600, 300))
    await settings(ana).waitFor()
    expect(await violations(ana.page)).toEqual([])
    await pictures(bo).first().waitFor()
    expect(await violations(bo.page)).toEqual([])
  })
})
