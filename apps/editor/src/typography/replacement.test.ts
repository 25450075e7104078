import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { marksOf } from "./marks.ts"
import { replacementFor } from "./replacement.ts"

/** Spaces that do not break, to be seen: `_` U+202F, `~` U+00A0. */
const seen = (text: string): string => text.replaceAll("\u202F", "_").replaceAll("\u00A0", "~")
const meant = (text: string): string => text.replaceAll("_", "\u202F").replaceAll("~", "\u00A0")

/** What is in the line after these characters were typed one by one, behind what was there. */
function typed(language: string, keys: string, there = ""): string {
  let line = meant(there)
  let last = { line: "", spaces: "" }
  for (const key of keys) {
    const replacement = replacementFor(key, line, "", language, last.line === line ? last.spaces : "")
    const kept = line.slice(0, line.length - (replacement?.before ?? 0))
    const spaces = line.slice(kept.length)
    line = kept + (replacement?.words ?? key)
    if (replacement !== null) last = { line, spaces }
  }
  return seen(line)
}

describe.each<[language: string, cases: [keys: string, line: string, there?: string][]]>([
  [
    "fr",
    [
      ["Vraiment?", "Vraiment_?"],
      ["Vraiment ?", "Vraiment_?"],
      ["Vraiment  ?", "Vraiment_?"],
      ["?", "Vraiment_?", "Vraiment_"],
      ["?", "Vraiment_?", "Vraiment~"],
      ["Non!!!", "Non_!!!"],
      ["Quoi?!", "Quoi_?!"],
      ["Quoi ? !", "Quoi_? !"],
      ["Et…?", "Et…_?"],
      ["Voir (?)", "Voir (?)"],
      ["a;b", "a_;b"],
      ["?", "?"],
      ["Trois points:", "Trois points~:"],
      ["Trois points :", "Trois points~:"],
      ["10:30", "10:30"],
      ["En 2016: oui", "En 2016~: oui"],
      ["En 2016 : oui", "En 2016~: oui"],
      ["std::vec", "std::vec"],
      ["mot ::", "mot ::"],
      ["D :\\x", "D :\\x"],
      ["C:\\x", "C:\\x"],
      ["http://iom.int/fr?a=1;b!", "http://iom.int/fr?a=1;b!"],
      ["iom.int/fr?a", "iom.int/fr?a"],
      ["www.iom.int;", "www.iom.int;"],
      ["urn2://x", "urn2://x"],
      ["a@b.org;", "a@b.org;"],
      ["f();", "f();"],
      ["&amp;", "&amp;"],
      ['Il dit "oui" et', "Il dit «~oui~» et"],
      ['"Le "mot" juste"', "«~Le “mot” juste~»"],
      ['" oui"', "«~oui~»"],
      ["« oui »", "«~oui~»"],
      ["«oui»", "«~oui~»"],
      ['"Quoi?"', "«~Quoi_?~»"],
      ["l'eau", "l’eau"],
      ["'", "’"],
      ['("oui")', "(«~oui~»)"],
    ],
  ],
  ["fr-FR", [["Oui?", "Oui_?"]]],
  [
    "fr-CA",
    [
      ["Oui? Non; là: !", "Oui? Non; là~: !"],
      ['"oui"', "«~oui~»"],
    ],
  ],
  ["fr-CH", [['Oui: "non"', "Oui_: «_non_»"]]],
  [
    "en",
    [
      ['She said "yes" and', "She said “yes” and"],
      ["It's the States' text", "It’s the States’ text"],
      ["a 'word' here", "a ‘word’ here"],
      ['("yes")', "(“yes”)"],
      ['"', "line\n“", "line\n"],
      ["Why? No: yes; ok!", "Why? No: yes; ok!"],
      ['<a href="x">', '<a href="x">'],
      ["http://x/'a'", "http://x/'a'"],
    ],
  ],
  [
    "es",
    [
      ['dijo "sí" y', "dijo «sí» y"],
      ['"dijo "sí" y"', "«dijo “sí” y»"],
      ['¿"sí"?', "¿«sí»?"],
      ["a 'b' c", "a ‘b’ c"],
    ],
  ],
  [
    "ar",
    [
      ['قال "نعم" ثم', "قال «نعم» ثم"],
      ["لماذا؟ نعم؛", "لماذا؟ نعم؛"],
      ["why? no;", "why? no;"],
    ],
  ],
  ["ru", [['"a "b" c"', "«a „b“ c»"]]],
  ["de", [["\"ja\" 'so' geht's", "„ja“ ‚so‘ geht’s"]]],
  ["de-CH", [['"ja"', "«ja»"]]],
  ["pl", [['"tak"', "„tak”"]]],
  ["sv", [['"ja"', "”ja”"]]],
  ["zh", [['"好"', "“好”"]]],
  ["zh-Hant-TW", [['"好"', "「好」"]]],
  ["ja", [['"はい"', "「はい」"]]],
  ["pt-PT", [['"sim"', "«sim»"]]],
  ["pt-BR", [['"sim"', "“sim”"]]],
  ["tlh", [["\"a\" 'b'?", "\"a\" 'b'?"]]],
])("%s", (language, cases) => {
  it.each(cases)("%j reads %j", (keys, line, there) => {
    expect(typed(language, keys, there)).toBe(line)
  })
})

it("sets no second space where one stands behind", () => {
  expect(replacementFor("«", "a ", "\u00A0oui", "fr")).toBeNull()
  expect(replacementFor("«", "a ", " oui", "fr")).toBeNull()
})

it("takes away spaces only, and no more than there are", () => {
  const languages = fc.constantFrom("fr", "fr-CA", "en", "es", "ar", "ru", "de", "sv", "ja", "x")
  const line = fc.stringMatching(/^[a :;?!«»"'“”’0-9/.\u00A0\u202F\n(]{0,12}$/u)
  const key = fc.constantFrom(...Array.from("'\"«»:;!? /\\a0"))
  fc.assert(
    fc.property(languages, line, line, key, (language, before, after, key) => {
      const replacement = replacementFor(key, before, after, language)
      if (replacement === null) return
      const gone = before.slice(before.length - replacement.before)
      expect(gone).toMatch(/^[ \u00A0\u202F:]*$/)
      expect(before.length).toBeGreaterThanOrEqual(replacement.before)
      expect(replacement.words.replace(/[ \u00A0\u202F]/g, "").length).toBeLessThanOrEqual(2)
      expect(replacement.words).not.toMatch(/[ \u00A0\u202F]{2}/)
    }),
    { numRuns: 3000 },
  )
})

it("knows marks by as much of a tag as it has", () => {
  expect(marksOf("fr-Latn-BE")).toBe(marksOf("FR"))
  expect(marksOf("zh-Hant-HK")?.double[0]).toBe("「")
  expect(marksOf("")).toBeNull()
})
