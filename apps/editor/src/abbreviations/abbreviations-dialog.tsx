import type { AbbreviationWarning } from "@codraft/document"
import type { Section } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { useState } from "react"
import { m } from "../language/language.ts"
import { jumpTo } from "../outline/jump.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { AbbreviationLine } from "./abbreviation-line.tsx"
import { AbbreviationList } from "./abbreviation-list.tsx"
import { abbreviationsIn, insertAbbreviations, type Explained } from "./abbreviations-in-text.ts"
import "./abbreviations.css"
import { OfPublication } from "./of-publication.tsx"

const warningWords: Record<AbbreviationWarning, () => string> = {
  "used-before": m.abbreviation_used_before,
  "explained-twice": m.abbreviation_explained_twice,
  "used-once": m.abbreviation_used_once,
  "never-explained": m.abbreviation_never_explained,
  "not-abbreviated": m.abbreviation_not_abbreviated,
}

type Extent = "section" | "publication"

/** The abbreviations of the text as it stands when this opens, with what the series asks of each; or those of all texts. */
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
  const [extent, setExtent] = useState<Extent>("section")
  const insert = (explained: readonly Explained[]) =>
    onGo(() => {
      insertAbbreviations(editor, explained, section.language)
      editor.focus()
      announce(m.abbreviations_inserted())
    })
  const onInsert = editor.isEditable() ? insert : null
  return (
    <Dialog title={m.abbreviations()} onClose={onClose}>
      <Choice
        label={m.abbreviations_where()}
        value={extent}
        onChange={setExtent}
        options={[
          { value: "section", label: m.abbreviations_of_section() },
          { value: "publication", label: m.abbreviations_of_publication() },
        ]}
      />
      {extent === "section" ? (
        <OfSection editor={editor} section={section} onGo={onGo} onInsert={onInsert} />
      ) : (
        <OfPublication section={section} onInsert={onInsert} />
      )}
    </Dialog>
  )
}

function OfSection({
  editor,
  section,
  onGo,
  onInsert,
}: {
  editor: LexicalEditor
  section: Section
  onGo: (go: () => void) => void
  onInsert: ((explained: readonly Explained[]) => void) | null
}) {
  const [found] = useState(() => abbreviationsIn(editor))
  const explained = found.flatMap(({ short, full, warnings }) =>
    full === null || warnings.includes("not-abbreviated") ? [] : [{ short, full }],
  )
  return (
    <AbbreviationList
      words={found.length === 0 ? m.abbreviations_none() : m.abbreviations_explained()}
      explained={explained}
      onInsert={onInsert}
    >
      {found.map(({ short, full, first, warnings }) => (
        <AbbreviationLine
          key={short}
          short={short}
          forms={full === null ? [] : [full]}
          language={section.language}
          warnings={warnings.map((warning) => warningWords[warning]())}
        >
          <Button
            kind="quiet"
            aria-label={m.abbreviation_go({ short })}
            onPress={() => onGo(() => jumpTo(editor, first))}
          >
            {m.abbreviation_first()}
          </Button>
        </AbbreviationLine>
      ))}
    </AbbreviationList>
  )
}
