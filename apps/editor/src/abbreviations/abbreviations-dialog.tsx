import type { AbbreviationWarning } from "@codraft/document"
import type { Section } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useState } from "react"
import { m } from "../language/language.ts"
import { jumpTo } from "../outline/jump.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { abbreviationsIn, insertAbbreviations } from "./abbreviations-in-text.ts"
import "./abbreviations.css"

const warningWords: Record<AbbreviationWarning, () => string> = {
  "used-before": m.abbreviation_used_before,
  "explained-twice": m.abbreviation_explained_twice,
  "used-once": m.abbreviation_used_once,
  "never-explained": m.abbreviation_never_explained,
  "not-abbreviated": m.abbreviation_not_abbreviated,
}

/** The abbreviations of the text as it stands when this opens, with what the series asks of each. */
export default function AbbreviationsDialog({
  editor,
  section,
  onClose,
  onGo,
}: {
  editor: LexicalEditor
  section: Section
  onClose: () => void
  onGo: (go: () => void) => void
}) {
  const [found] = useState(() => abbreviationsIn(editor))
  const hasExplained = found.some(({ full }) => full !== null)
  return (
    <Dialog title={m.abbreviations()} onClose={onClose}>
      <p className="text-sm text-ink-soft">
        {found.length === 0 ? m.abbreviations_none() : m.abbreviations_explained()}
      </p>
      <ul className="abbreviations">
        {found.map(({ short, full, first, warnings }) => (
          <li key={short}>
            <div className="min-w-0">
              <bdi className="font-semibold">{short}</bdi>
              {full === null ? null : (
                <>
                  {" "}
                  <bdi lang={section.language}>{full}</bdi>
                </>
              )}
              {warnings.map((warning) => (
                <span key={warning} className="block text-sm text-warn">
                  {warningWords[warning]()}
                </span>
              ))}
            </div>
            <Button
              kind="quiet"
              aria-label={m.abbreviation_go({ short })}
              onPress={() => onGo(() => jumpTo(editor, first))}
            >
              {m.abbreviation_first()}
            </Button>
          </li>
        ))}
      </ul>
      {hasExplained && editor.isEditable() ? (
        <DialogActions>
          <Button
            onPress={() =>
              onGo(() => {
                insertAbbreviations(editor, found, section.language)
                editor.focus()
                announce(m.abbreviations_inserted())
              })
            }
          >
            {m.abbreviations_insert()}
          </Button>
        </DialogActions>
      ) : null}
    </Dialog>
  )
}
