import { storedSetting } from "./stored-setting.ts"

export const themes = ["system", "light", "dark"] as const
export type Theme = (typeof themes)[number]

export const theme = storedSetting<Theme>("theme", themes)

/** Writes the choice where the style sheet reads it, now and whenever it changes. */
export function showTheme(root: HTMLElement): void {
  const show = () => {
    if (theme.get() === "system") delete root.dataset["theme"]
    else root.dataset["theme"] = theme.get()
  }
  show()
  theme.subscribe(show)
}
