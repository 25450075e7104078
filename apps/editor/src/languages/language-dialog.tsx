import { useState } from "react"
import { Form } from "react-aria-components/Form"
import { m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { TextField } from "../ui/field.tsx"
import { languageNames, tagOf } from "./languages.ts"

/** Asks for a language that the menu does not offer. */
export default function LanguageDialog({
  onChoose,
  onClose,
}: {
  onChoose: (language: string) => void
  onClose: () => void
}) {
  const interfaceLanguage = useLanguage()
  const [typed, setTyped] = useState("")
  const [isWrong, setWrong] = useState(false)
  return (
    <Dialog title={m.language_of_text()} onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const tag = tagOf(typed, interfaceLanguage)
          if (tag === null) return setWrong(true)
          onChoose(tag)
          onClose()
        }}
      >
        <TextField
          label={m.language_name()}
          value={typed}
          onChange={(value) => {
            setTyped(value)
            setWrong(false)
          }}
          isFirst
          list="language-names"
          hint={m.language_name_hint()}
          error={isWrong ? m.language_unknown() : undefined}
        />
        <datalist id="language-names">
          {languageNames(interfaceLanguage).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
        <DialogActions>
          <Button onPress={onClose}>{m.cancel()}</Button>
          <Button type="submit" kind="primary">
            {m.language_set()}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
