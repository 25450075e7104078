import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { DialogActions } from "../ui/dialog.tsx"
import type { Explained } from "./abbreviations-in-text.ts"

/** The lines of a list of abbreviations, and for who may write the button that puts what is explained in it into the text. */
export function AbbreviationList({
  words,
  explained,
  onInsert,
  children,
}: {
  /** What the list says, or that there is nothing in it. */
  words: string
  explained: readonly Explained[]
  onInsert: ((explained: readonly Explained[]) => void) | null
  children: ReactNode
}) {
  return (
    <>
      <p className="pt-3 text-sm text-ink-soft">{words}</p>
      <ul className="abbreviations">{children}</ul>
      {onInsert && explained.length > 0 ? (
        <DialogActions>
          <Button onPress={() => onInsert(explained)}>{m.abbreviations_insert()}</Button>
        </DialogActions>
      ) : null}
    </>
  )
}
