import { SET_LANGUAGE_COMMAND } from "@codraft/document"
import { COMMAND_PRIORITY_LOW, type LexicalEditor } from "lexical"
import { Languages } from "lucide-react"
import { lazy, Suspense, useEffect, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { languageName, m, useLanguage } from "../language/language.ts"
import { sectionOf } from "../paste/own-format.ts"
import { Menu, MenuChoice, MenuItem } from "../ui/menu.tsx"
import { Tip } from "../ui/tooltip.tsx"
import { ASK_LANGUAGE_COMMAND, languagesIn, useLanguageAtSelection } from "./language-at-selection.ts"
import { firstLanguages } from "./languages.ts"
import "./languages.css"

const LanguageDialog = lazy(() => import("./language-dialog.tsx"))

/** Of the formatting toolbar: in which language the selected words or the lines at the caret are. */
export function LanguageMenu({
  editor,
  keys,
  isEditable,
}: {
  editor: LexicalEditor
  keys: string
  isEditable: boolean
}) {
  const interfaceLanguage = useLanguage()
  const at = useLanguageAtSelection(editor)
  const [isOpen, setOpen] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const isDisabled = !isEditable || at === null

  useEffect(
    () =>
      editor.registerCommand(
        ASK_LANGUAGE_COMMAND,
        () => {
          setOpen(!isDisabled)
          return true
        },
        COMMAND_PRIORITY_LOW,
      ),
    [editor, isDisabled],
  )
  const backToText = () => setTimeout(() => editor.focus())
  const set = (language: string | null) => {
    editor.dispatchCommand(SET_LANGUAGE_COMMAND, language)
    backToText()
  }
  const section = sectionOf(editor).language
  const current = at?.language ?? ""
  const name = (language: string) => languageName(language, interfaceLanguage)
  const offered = isOpen ? [...new Set([section, ...firstLanguages, ...languagesIn(editor)])] : []
  const label = m.language_of_text()
  const says = current === "" ? label : m.language_of_text_is({ language: name(current) })

  return (
    <>
      <Menu
        label={label}
        placement="bottom start"
        open={{
          isOpen,
          onOpenChange: (next) => {
            setOpen(next)
            if (!next && !isAsking) backToText()
          },
        }}
        button={
          <Tip text={says} shortcut={keys}>
            <AriaButton
              isDisabled={isDisabled}
              aria-label={says}
              data-kind="quiet"
              data-shape="icon"
              className="button"
              data-is-other={(current !== "" && current !== section) || undefined}
            >
              <Languages aria-hidden size={17} strokeWidth={2} />
            </AriaButton>
          </Tip>
        }
      >
        <MenuChoice
          title={at?.isPassage ? m.language_of_words() : m.language_of_lines()}
          value={current}
          onChange={(language) => set(language === section ? null : language)}
          options={offered.map((language) => ({
            value: language,
            label: language === section ? m.language_of_section({ language: name(language) }) : name(language),
          }))}
        />
        <MenuItem text={m.language_other()} onAction={() => setAsking(true)}>
          {m.language_other()}
        </MenuItem>
      </Menu>
      {isAsking ? (
        <Suspense>
          <LanguageDialog
            onClose={() => {
              setAsking(false)
              backToText()
            }}
            onChoose={set}
          />
        </Suspense>
      ) : null}
    </>
  )
}
