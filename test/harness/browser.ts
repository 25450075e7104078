import { existsSync } from "node:fs"
import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core"

/** First the one without windows, which opens a page with two thirds of the work. */
const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
]
export const browserPath = candidates.find((path): path is string => Boolean(path && existsSync(path)))

/** Why browser tests are skipped here, or null: under CI=true they never are. */
export const browserMissing =
  browserPath || process.env.CI === "true" ? null : "no Chromium or Chrome on this machine (name one in CHROMIUM)"

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
}

export interface ArrivalOptions {
  viewport?: { width: number; height: number }
  colorScheme?: "light" | "dark"
  locale?: string
  hasTouch?: boolean
}

/** One person at one browser: a context of its own, so that cookies and device storage are hers alone. */
export class Person {
  readonly id: string
  readonly context: BrowserContext
  readonly page: Page
  /** Console errors and page errors; a test fails on any that it does not expect. */
  readonly complaints: string[] = []

  private constructor(id: string, context: BrowserContext, page: Page) {
    this.id = id
    this.context = context
    this.page = page
  }

  static async arrives(browser: Browser, serverUrl: string, id: string, options: ArrivalOptions = {}): Promise<Person> {
    const context = await browser.newContext({
      baseURL: serverUrl,
      viewport: options.viewport ?? { width: 1440, height: 900 },
      colorScheme: options.colorScheme ?? "light",
      locale: options.locale ?? "en-GB",
      hasTouch: options.hasTouch ?? false,
      isMobile: options.hasTouch ?? false,
      timezoneId: "Europe/Zurich",
      permissions: ["clipboard-read", "clipboard-write"],
    })
    const answer = await context.request.post("/api/demo/sign-in", { data: { personId: id } })
    if (answer.status() !== 204) throw new Error(`Sign-in of ${id} answered ${answer.status()}`)
    const person = new Person(id, context, await context.newPage())
    person.listenTo(person.page)
    return person
  }

  listenTo(page: Page): void {
    page.on("pageerror", (error) => this.complaints.push(String(error)))
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text())
    })
  }

  /** Opens a section and waits until its text may be used. */
  async opensSection(sectionId: string, publicationId = "pub-2016", page = this.page): Promise<void> {
    await page.goto(`/p/${publicationId}/s/${sectionId}`)
    await this.#mayWrite(page)
  }

  /** From the section that is open to another one, as by a link: without loading the page anew. */
  async goesOnTo(sectionId: string, publicationId = "pub-2016"): Promise<void> {
    const left = await this.text.elementHandle()
    await this.page.evaluate((path) => history.pushState(null, "", path), `/p/${publicationId}/s/${sectionId}`)
    await left?.waitForElementState("hidden")
    await this.#mayWrite(this.page)
  }

  async #mayWrite(page: Page): Promise<void> {
    await page
      .getByRole("textbox", { name: /^Text of / })
      .locator("p, h1, h2, h3, h4")
      .first()
      .waitFor()
    await page.getByText("Saved", { exact: true }).waitFor()
    // What is around the text, and its keys with it, comes after the text.
    await page.locator(".find-open").waitFor({ state: "attached" })
  }

  get text() {
    return this.page.getByRole("textbox", { name: /^Text of / })
  }

  get saving() {
    return this.page.getByRole("status", { name: "Saving" })
  }
}
