import { refusalCodes, refusalOf } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { refusalWords } from "./refusal-words.ts"
import { es } from "./refusals-es.ts"
import { fr } from "./refusals-fr.ts"

const closed = {
  code: "closed",
  message: "This section is closed; only a series editor may open it.",
  details: { action: "openSection", until: null, who: ["lead", "series-editor"] },
}

describe("a refusal in words", () => {
  it("is the server's own sentence in English, and for a code that nobody translated", () => {
    expect(refusalWords(closed, "en")).toBe(closed.message)
    expect(refusalWords({ code: "new-code", message: "A new reason." }, "fr")).toBe("A new reason.")
  })

  it("is put together from its details in the other languages", () => {
    expect(refusalWords(closed, "fr")).toBe(
      "Cette section est close ; ne peuvent rouvrir la section que son responsable et un éditeur de la collection.",
    )
    expect(refusalWords({ ...closed, details: { ...closed.details, who: [] } }, "es")).toBe(
      "Esta sección está cerrada; nadie puede abrir la sección.",
    )
  })

  it("says why in the same language where one refusal is the reason of another", () => {
    const stays = { code: "passage-stays", message: "", details: { section: "Foreword", why: closed } }
    expect(refusalWords(stays, "es")).toBe(
      "No puede sacar texto de «Foreword» por ahora. Esta sección está cerrada; no puede abrir la sección más que su responsable y un editor de la serie.".replace(
        /Esta.*/,
        refusalWords(closed, "es"),
      ),
    )
  })

  it("names an end with its zone", () => {
    const ended = {
      code: "end-in-the-past",
      message: "",
      details: { until: { at: Date.UTC(2016, 10, 23, 17), zone: "Europe/Zurich" } },
    }
    expect(refusalWords(ended, "fr")).toMatch(/^L’échéance est passée : 23 nov\. 2016.*18:00/)
  })

  it("says the function and the kind of organization in the same language", () => {
    const refusal = refusalOf("role-not-at-organization", { role: "focal-point", kind: "partner" })
    expect(refusalWords(refusal, "en")).toBe(refusal.message)
    expect(refusalWords(refusal, "fr")).toBe(
      "La fonction « Point focal » n’existe pas dans une organisation de ce type (partenaire).",
    )
    expect(refusalWords(refusal, "es")).toBe(
      "La función «Punto focal» no existe en una organización de este tipo (asociado).",
    )
  })

  it("is there in all three languages, whatever the code", () => {
    expect(refusalCodes.filter((code) => fr.sentences[code] === undefined || es.sentences[code] === undefined)).toEqual(
      [],
    )
  })

  it("covers the same codes in both translations", () => {
    expect(Object.keys(es.sentences)).toEqual(Object.keys(fr.sentences))
    expect(Object.keys(es.parts)).toEqual(Object.keys(fr.parts))
    expect(Object.keys(es.actions)).toEqual(Object.keys(fr.actions))
    expect(Object.keys(es.kinds)).toEqual(Object.keys(fr.kinds))
  })
})
