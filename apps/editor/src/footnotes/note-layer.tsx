import { $isFootnoteReferenceNode, $noteOf } from "@codraft/document"
import { $getNodeByKey, type LexicalEditor, type NodeKey } from "lexical"
import { ArrowDown } from "lucide-react"
import { useEffect, useLayoutEffect, useRef } from "react"
import { type InlineWithCard, useInlineCard } from "../cards/inline-card.ts"
import { placeCard } from "../cards/place-card.ts"
import { m, useLanguage } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { registerLostNote } from "./lost-note.ts"
import { goToNote, LEFT_NOTE_TAG, pressedNote } from "./note-actions.ts"
import { NoteDress } from "./note-dress.ts"
import { $numberAtCaret } from "./places.ts"
import "./footnotes.css"

const numbers: InlineWithCard = {
  keyAt: (editor, target) => {
    const pressed = pressedNote(editor, target)
    return pressed?.kind === "reference" ? pressed.key : null
  },
  $atCaret: $numberAtCaret,
  card: ".note-card",
  quietTag: LEFT_NOTE_TAG,
}

/** What is shown of notes besides their text: numbers and names in it, and over it the card with the note of a number. */
export function NoteLayer({ editor, language, dir }: { editor: LexicalEditor; language: string; dir: "ltr" | "rtl" }) {
  const interfaceLanguage = useLanguage()
  useEffect(() => {
    const dress = new NoteDress(editor, {
      language,
      words: {
        reference: (number) => m.footnote_number({ number }),
        tableNote: (letter) => m.table_note_letter({ letter }),
        back: (name) => m.footnote_back_of({ name }),
        notes: () => m.footnotes(),
      },
    })
    return () => dress.destroy()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the interface's language
  }, [editor, language, interfaceLanguage])
  useEffect(() => registerLostNote(editor, () => announce(m.footnote_removed())), [editor])
  const { shown, state } = useInlineCard(editor, numbers)
  if (shown === null) return null
  return (
    <NoteCard
      key={shown.key}
      editor={editor}
      reference={shown.key}
      dir={dir}
      hasButton={shown.by === "touch"}
      onEnter={state.keep}
      onLeave={state.leave}
      onHide={state.hide}
    />
  )
}

function NoteCard({
  editor,
  reference,
  dir,
  hasButton,
  onEnter,
  onLeave,
  onHide,
}: {
  editor: LexicalEditor
  reference: NodeKey
  dir: "ltr" | "rtl"
  /** A finger that shows the card has no other way to the note. */
  hasButton: boolean
  onEnter: () => void
  onLeave: () => void
  onHide: () => void
}) {
  const card = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const name = editor.getElementByKey(reference)?.getAttribute("aria-label") ?? ""

  useLayoutEffect(() => {
    const show = () => {
      const number = editor.getElementByKey(reference)
      if (!card.current || !words.current) return
      if (number === null) {
        onHide()
        return
      }
      const copy = wordsOfNote(editor, reference)
      words.current.replaceChildren(...copy)
      words.current.toggleAttribute("data-is-empty", copy.length === 0)
      if (copy.length === 0) words.current.textContent = m.footnote_empty()
      placeCard(card.current, number)
    }
    show()
    return editor.registerUpdateListener(show)
  }, [editor, reference, onHide])

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pointer may rest on it; it does nothing there
    <div
      ref={card}
      role="note"
      aria-label={name}
      dir={dir}
      className="note-card no-print"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      <div ref={words} dir="auto" className="note-card-words" />
      {hasButton ? (
        <Button
          kind="quiet"
          onPress={() => {
            onHide()
            goToNote(editor, reference)
          }}
        >
          <ArrowDown aria-hidden size={16} />
          {m.footnote_go()}
        </Button>
      ) : null}
    </div>
  )
}

/** A picture of the note's words, with links that can be followed. */
function wordsOfNote(editor: LexicalEditor, reference: NodeKey): Node[] {
  const key = editor.getEditorState().read(() => {
    const node = $getNodeByKey(reference)
    return $isFootnoteReferenceNode(node) ? $noteOf(node)?.getKey() : undefined
  })
  const element = key === undefined ? null : editor.getElementByKey(key)?.lastElementChild
  if (!element || element.textContent === "") return []
  const copy = element.cloneNode(true)
  if (copy instanceof Element)
    for (const link of copy.querySelectorAll("a")) {
      link.target = "_blank"
      link.rel = "noopener noreferrer"
    }
  return [...copy.childNodes]
}
