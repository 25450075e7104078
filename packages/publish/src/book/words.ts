import type { BookWords } from "./book.ts"

export interface WordsOfBook extends BookWords {
  readonly seriesNumber: (number: string) => string
  readonly distributions: Readonly<Record<"General" | "Limited" | "Restricted", string>>
}

/** The fixed words of the page. A language without words of its own gets the English ones. */
export function wordsOf(language: string): WordsOfBook {
  return words[language.split("-")[0] ?? ""] ?? english
}

const english: WordsOfBook = {
  contents: "Contents",
  abbreviations: "Abbreviations",
  toFollow: "[to follow]",
  continued: "(continued)",
  distribution: "Distribution",
  originalLanguage: "Original",
  skipToText: "Skip to the text",
  notes: "Notes",
  backToText: "Back to the text",
  seriesNumber: (number) => `No. ${number}`,
  distributions: { General: "General", Limited: "Limited", Restricted: "Restricted" },
}

const words: Readonly<Record<string, WordsOfBook>> = {
  en: english,
  fr: {
    contents: "Table des matières",
    abbreviations: "Sigles et acronymes",
    toFollow: "[à paraître]",
    continued: "(suite)",
    distribution: "Distribution",
    originalLanguage: "Original",
    skipToText: "Aller au texte",
    notes: "Notes",
    backToText: "Retour au texte",
    seriesNumber: (number) => `N° ${number}`,
    distributions: { General: "générale", Limited: "limitée", Restricted: "restreinte" },
  },
  es: {
    contents: "Índice",
    abbreviations: "Siglas y acrónimos",
    toFollow: "[pendiente]",
    continued: "(continuación)",
    distribution: "Distribución",
    originalLanguage: "Original",
    skipToText: "Ir al texto",
    notes: "Notas",
    backToText: "Volver al texto",
    seriesNumber: (number) => `Núm. ${number}`,
    distributions: { General: "general", Limited: "limitada", Restricted: "reservada" },
  },
  ar: {
    contents: "المحتويات",
    abbreviations: "المختصرات",
    toFollow: "[يصدر لاحقاً]",
    continued: "(تابع)",
    distribution: "التوزيع",
    originalLanguage: "الأصل",
    skipToText: "انتقل إلى النص",
    notes: "الحواشي",
    backToText: "العودة إلى النص",
    seriesNumber: (number) => `العدد ${number}`,
    distributions: { General: "عام", Limited: "محدود", Restricted: "مقيد" },
  },
}
