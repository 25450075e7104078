import type { Counted } from "../docx/marks.ts"
import { shownMark } from "../docx/marks.ts"
import type { Numbered, Numberings } from "../docx/numbering.ts"
import { PartNumbers } from "../docx/part-numbers.ts"
import type { LineNumber } from "./looks.ts"
import { type Side, type Sides, sides } from "./sides.ts"

type CountedNumber = Extract<LineNumber, { kind: "counted" }>

/** A list of Word that goes on: in each of the texts it has come to a count of its own. */
interface Run {
  readonly form: Counted
  readonly place: string
  readonly numbered: Numbered
  readonly counts: { before: number; after: number }
}

/**
 * The lists of a redline. Word counts on through what came and what went, and counts anew once changes are accepted or rejected.
 * Invariant: then every mark is the one of that text; where Word would come to another the mark is null, and stands as text.
 */
export class TrackedNumbers {
  readonly #numberings: Numberings
  readonly #parts: { before: PartNumbers; after: PartNumbers }
  readonly #runs = { before: new Map<unknown, Run>(), after: new Map<unknown, Run>() }
  /** By where its marks stand, the list that went on last. */
  readonly #latest = new Map<string, Run>()

  constructor(numberings: Numberings) {
    this.#numberings = numberings
    this.#parts = { before: new PartNumbers(numberings), after: new PartNumbers(numberings) }
  }

  /** Of a line with these numbers, as Word counts it. */
  next(numbers: Sides<LineNumber>): Sides<Numbered> {
    const { before, after } = numbers
    if (before?.kind === "counted" && after?.kind === "counted" && placeOf(before) === placeOf(after)) {
      const numbered = this.#together(before, after)
      return { before: numbered, after: numbered }
    }
    return { before: this.#alone(before, "before"), after: this.#alone(after, "after") }
  }

  #alone(number: LineNumber | null, side: Side): Numbered | null {
    if (number === null) return null
    if (number.kind === "part") return this.#parts[side].next(number.part)
    if (number.kind === "bullet") return this.#numberings.bullet("bullets", number.mark, number.place)
    const run = this.#goingOn({ before: null, after: null, [side]: number }) ?? this.#begin(number)
    this.#count(run, side, number)
    return run?.numbered ?? null
  }

  #together(before: CountedNumber, after: CountedNumber): Numbered | null {
    const run = this.#goingOn({ before, after }) ?? (before.mark === after.mark ? this.#begin(after) : null)
    this.#count(run, "before", before)
    this.#count(run, "after", after)
    return run?.numbered ?? null
  }

  /** A list that comes to these marks next. */
  #goingOn(numbers: Sides<CountedNumber>): Run | null {
    const places = sides.flatMap((side) => numbers[side] ?? []).map(placeOf)
    const runs = [
      ...sides.map((side) => this.#runs[side].get(numbers[side]?.sequence)),
      ...places.map((place) => this.#latest.get(place)),
    ]
    const goesOn = (run: Run | undefined) =>
      run !== undefined && sides.every((side) => numbers[side] === null || fits(run, numbers[side], side))
    return runs.find(goesOn) ?? null
  }

  #count(run: Run | null, side: Side, { sequence }: CountedNumber): void {
    if (run === null) {
      this.#runs[side].delete(sequence)
      return
    }
    run.counts[side]++
    this.#runs[side].set(sequence, run)
    this.#latest.set(run.place, run)
  }

  #begin(number: CountedNumber): Run | null {
    const begun = this.#numberings.begin(number.mark, number.place, number.later)
    if (begun === null) return null
    const start = begun.form.count - 1
    return { ...begun, place: placeOf(number), counts: { before: start, after: start } }
  }
}

function fits({ form, place, counts }: Run, number: CountedNumber, side: Side): boolean {
  return place === placeOf(number) && shownMark(form, counts[side] + 1) === number.mark
}

function placeOf({ place }: CountedNumber): string {
  return JSON.stringify(place)
}
