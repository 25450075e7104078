import { Keyboard, Settings } from "lucide-react"
import { askShortcuts } from "../help/help-keys.tsx"
import { changeLanguage, type Language, languages, m, useLanguage } from "../language/language.ts"
import { announceSetting } from "../presence/announce-setting.ts"
import { IconButton } from "../ui/button.tsx"
import { isMac, keysShown } from "../section/keys.ts"
import { Menu, MenuChoice, MenuItem } from "../ui/menu.tsx"
import { useSetting } from "../ui/stored-setting.ts"
import { theme } from "../ui/theme.ts"
import { typographySetting } from "../typography/typography-setting.ts"

export function SettingsMenu() {
  const language = useLanguage()
  const [chosenTheme, setTheme] = useSetting(theme)
  const [announces, setAnnounces] = useSetting(announceSetting)
  const [sets, setSets] = useSetting(typographySetting)
  return (
    <Menu
      label={m.settings()}
      button={
        <IconButton label={m.settings()}>
          <Settings aria-hidden size={18} />
        </IconButton>
      }
    >
      <MenuChoice<Language>
        title={m.language()}
        value={language}
        onChange={changeLanguage}
        options={languages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
      />
      <MenuChoice
        title={m.appearance()}
        value={chosenTheme}
        onChange={setTheme}
        options={[
          { value: "system", label: m.theme_system() },
          { value: "light", label: m.theme_light() },
          { value: "dark", label: m.theme_dark() },
        ]}
      />
      <MenuChoice
        title={m.typography()}
        value={sets}
        onChange={setSets}
        options={[
          { value: "by-language", label: m.typography_on() },
          { value: "as-typed", label: m.typography_off() },
        ]}
      />
      <MenuChoice
        title={m.announce_people()}
        value={announces}
        onChange={setAnnounces}
        options={[
          { value: "off", label: m.off() },
          { value: "on", label: m.on() },
        ]}
      />
      <MenuItem text={m.shortcuts()} icon={<Keyboard aria-hidden size={16} />} onAction={() => askShortcuts()}>
        <span className="flex items-baseline justify-between gap-6">
          {m.shortcuts()}
          <kbd className="text-ink-soft">{keysShown("Mod /", isMac())}</kbd>
        </span>
      </MenuItem>
    </Menu>
  )
}
