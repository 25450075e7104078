import { useSyncExternalStore } from "react"
import { getLocale, type Locale, setLocale } from "../paraglide/runtime.js"

export { m } from "../paraglide/messages.js"
export type Language = Locale

export const languages: readonly { code: Language; name: string }[] = [
  { code: "en", name: "English" },
  { code: "fr", name: "Français" },
  { code: "es", name: "Español" },
]

const listeners = new Set<() => void>()

/** Changes the interface in place: what is being written stays open, and the choice is kept in this browser. */
export function changeLanguage(language: Language): void {
  void setLocale(language, { reload: false })
  showLanguage()
  for (const listener of listeners) listener()
}

export function showLanguage(): void {
  document.documentElement.lang = getLocale()
  document.documentElement.dir = "ltr"
}

export function useLanguage(): Language {
  return useSyncExternalStore((onChange) => {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  }, getLocale)
}

const regional: Record<Language, string> = { en: "en-GB", fr: "fr-FR", es: "es-ES" }

/** The tag that Intl gets: day before month, 24 hours, in all three. */
export const intlLocale = (language: Language = getLocale()): string => regional[language]

/** The name of a language in the interface's language; unknown tags stay as they are. */
export function languageName(tag: string, language: Language = getLocale()): string {
  try {
    return new Intl.DisplayNames([regional[language]], { type: "language" }).of(tag) ?? tag
  } catch {
    return tag
  }
}
