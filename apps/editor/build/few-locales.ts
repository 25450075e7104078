import type { Plugin } from "vite"

const localeFile =
  /[/\\](?:react-aria|react-stately|react-aria-components)[/\\].*[/\\]intl[/\\].*?([a-z]{2})-[A-Z]{2}\.m?js$/

/** React Aria carries its own words in 34 languages; the interface speaks three. */
export function fewLocales(languages: string[]): Plugin {
  return {
    name: "codraft-few-locales",
    enforce: "pre",
    load(id) {
      const language = localeFile.exec(id)?.[1]
      return language === undefined || languages.includes(language) ? null : "export default {}"
    },
  }
}
