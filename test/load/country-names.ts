import { findNames } from "@codraft/publish/names"
import { percentile, print } from "./figures.ts"
import { paragraphs } from "./long-section.ts"

/** The names of countries looked up in a text, one in each paragraph that differs from the list: in English, and in Arabic. */
export function benchNames(pages: number): void {
  for (const [language, name] of [
    ["en", "South Korea"],
    ["ar", "كوريا الجنوبية"],
  ] as const) {
    const texts = paragraphs(pages).map((text) => `${name}: ${text}`)
    const samples = Array.from({ length: 20 }, () => {
      const started = performance.now()
      const found = texts.reduce((sum, text) => sum + findNames(text, language).length, 0)
      if (found !== texts.length) throw new Error(`${found} names were found in ${texts.length} paragraphs.`)
      return performance.now() - started
    })
    print(`Names of countries in ${pages} pages, ${language} (ms)`, {
      first: samples[0] ?? Number.NaN,
      p50: percentile(samples, 0.5),
      p95: percentile(samples, 0.95),
    })
  }
}
