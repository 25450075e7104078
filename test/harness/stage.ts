import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, expect } from "vitest"
import { type ArrivalOptions, launchBrowser, Person } from "./browser.ts"
import { ServerProcess } from "./server-process.ts"

interface StageOptions {
  environment?: Record<string, string>
  /** What the browser may complain of because a test brings it about. */
  mayComplain?: RegExp
}

/**
 * What a browser test plays on: a server with the sample publication, a browser, and the people who come to a test.
 * When a test ends, they leave, and none of their browsers may have complained.
 */
export class Stage {
  #server: ServerProcess | null = null
  #browser: Browser | null = null
  #people: Person[] = []
  readonly #staying: Person[] = []
  readonly #mayComplain: RegExp | null

  constructor(mayComplain: RegExp | null) {
    this.#mayComplain = mayComplain
  }

  get server(): ServerProcess {
    if (!this.#server) throw new Error("The server is started before the first test, not before that")
    return this.#server
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error("The browser is started before the first test, not before that")
    return this.#browser
  }

  get url(): string {
    return this.server.url
  }

  /** Those who are there now, in the order of their coming. */
  get people(): readonly Person[] {
    return this.#people
  }

  async opens(environment: Record<string, string>): Promise<void> {
    ;[this.#server, this.#browser] = await Promise.all([ServerProcess.start({ environment }), browserOfThisProcess()])
  }

  /** A person signs in, in a browser of her own. */
  async arrives(id: string, options: ArrivalOptions = {}): Promise<Person> {
    const person = await Person.arrives(this.browser, this.url, id, options)
    this.#people.push(person)
    return person
  }

  /** A person signs in and opens a section. */
  async arrivesIn(sectionId: string, id: string, options: ArrivalOptions = {}): Promise<Person> {
    const person = await this.arrives(id, options)
    await person.opensSection(sectionId)
    return person
  }

  /** A person who is there for all tests. What she complains of, the test in which she does is told. */
  async stays(id: string, options: ArrivalOptions = {}): Promise<Person> {
    const person = await Person.arrives(this.browser, this.url, id, options)
    this.#staying.push(person)
    return person
  }

  /** Those who came to a test go when it ends. */
  async testEnds(): Promise<void> {
    const said = this.#staying.flatMap(({ complaints }) => complaints.splice(0))
    await this.leaves(...this.#people)
    this.#mayNotComplain(said)
  }

  async leaves(...leaving: Person[]): Promise<void> {
    this.#people = this.#people.filter((person) => !leaving.includes(person))
    await Promise.all(leaving.map((person) => person.context.close()))
    this.#mayNotComplain(leaving.flatMap((person) => person.complaints))
  }

  #mayNotComplain(complaints: readonly string[]): void {
    expect(complaints.filter((complaint) => !this.#mayComplain?.test(complaint))).toEqual([])
  }

  async closes(): Promise<void> {
    await Promise.all(this.#staying.map((person) => person.context.close()))
    await this.#server?.dispose()
  }
}

/** Sets the stage for the tests of one `describe`. */
export function setStage({ environment = {}, mayComplain }: StageOptions = {}): Stage {
  const stage = new Stage(mayComplain ?? null)
  beforeAll(() => stage.opens(environment))
  afterEach(() => stage.testEnds())
  afterAll(() => stage.closes())
  return stage
}

let browser: Promise<Browser> | null = null

/** One browser for all files that a process tests; it ends with the process. */
function browserOfThisProcess(): Promise<Browser> {
  browser ??= launchBrowser()
  return browser
}
