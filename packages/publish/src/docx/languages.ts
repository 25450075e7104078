/** The tag by which Word knows a language: its spelling checker has no English, only that of a country. */
export function wordTag(language: string): string {
  return tags[language.toLowerCase()] ?? language.split("-u-")[0] ?? language
}

const tags: Readonly<Record<string, string>> = {
  ar: "ar-SA",
  de: "de-DE",
  en: "en-GB",
  es: "es-ES",
  fr: "fr-FR",
  it: "it-IT",
  pt: "pt-PT",
  ru: "ru-RU",
  zh: "zh-CN",
}
