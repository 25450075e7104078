import { describe, expect, it } from "vitest"
import { quotationsIn } from "./quotations.ts"

const quoted = (text: string) => quotationsIn(text).map(({ start, end }) => text.slice(start, end))

describe("quotations", () => {
  it("stand between marks of each language that open and close", () => {
    expect(quoted('He said “one”, "two" and ‘three’ of it.')).toEqual(["“one”", '"two"', "‘three’"])
    expect(quoted("Il a dit « un ‘deux’ » ici.")).toEqual(["« un ‘deux’ »"])
    expect(quoted("„eins“ y «dos»")).toEqual(["„eins“", "«dos»"])
    expect(quoted("قال ”واحد“ هنا")).toEqual(["”واحد“"])
  })

  it("are not made by an apostrophe, nor by a mark that never closes", () => {
    expect(quoted("States’ plans and Côte d’Ivoire’s")).toEqual([])
    expect(quoted("He said “one and never stopped.")).toEqual([])
    expect(quoted("‘The State’s plans’ for it")).toEqual(["‘The State’s plans’"])
  })
})
