import { type PartState, partStates } from "@codraft/document"
import type { Section, Shape } from "@codraft/publication"
import { Circle, CircleCheck, TriangleAlert } from "lucide-react"
import type { LexicalEditor } from "lexical"
import { Button as AriaButton } from "react-aria-components/Button"
import { useTextCount } from "../counts/use-text-count.ts"
import { lengthWords } from "../counts/length-words.ts"
import { m, useLanguage } from "../language/language.ts"
import { jumpTo, keyOfBlock } from "../outline/jump.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { putBack } from "./put-back.ts"
import "./templates.css"

/** How the parts of an open text stand. */
export function usePartStates(editor: LexicalEditor, section: Section, { parts }: Shape): PartState[] {
  const { headings } = useTextCount(editor, section.language)
  return partStates(parts, headings)
}

/** The parts that the template asks for, each leading to its place; a locked heading that is gone can be put back. */
export function PartList({
  editor,
  section,
  shape,
  mayWrite,
  onFollow,
}: {
  editor: LexicalEditor
  section: Section
  shape: Shape
  mayWrite: boolean
  onFollow: () => void
}) {
  const states = usePartStates(editor, section, shape)
  return (
    <ul className="part-list">
      {states.map((state) => (
        <li key={state.part.id}>
          <PartLine editor={editor} state={state} onFollow={onFollow} />
          {mayWrite && state.part.isLocked && state.heading !== "there" ? (
            <div className="ps-9 pb-1">
              <Button
                onPress={() => {
                  putBack(editor, state.part, shape.parts, section.language)
                  announce(m.heading_put_back({ heading: state.part.heading }))
                }}
              >
                {m.put_it_back()}
              </Button>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function PartLine({ editor, state, onFollow }: { editor: LexicalEditor; state: PartState; onFollow: () => void }) {
  const language = useLanguage()
  const { part, words, isWritten, isOver, heading } = state
  const limit = part.wordsMax === null ? null : ({ count: part.wordsMax, unit: "words" } as const)
  const Icon = heading === "there" ? (isWritten ? CircleCheck : Circle) : TriangleAlert
  const says = [
    heading === "missing" ? m.heading_missing() : heading === "changed" ? m.heading_changed() : null,
    isWritten ? lengthWords(words, limit, language) : heading === "missing" ? null : m.part_unwritten(),
    isOver ? m.over_limit() : null,
    part.isRequired && !isWritten ? m.part_required() : null,
  ]
  return (
    <AriaButton
      className="part-line"
      data-is-written={isWritten || undefined}
      isDisabled={heading === "missing"}
      onPress={() => {
        const key = keyOfBlock(editor, part.blockId)
        if (key === null) return
        onFollow()
        jumpTo(editor, key, isWritten ? "into" : "below")
      }}
    >
      <Icon aria-hidden size={16} />
      <span className="min-w-0">
        <span className="block font-semibold">
          <bdi lang={part.language}>{part.heading}</bdi>
        </span>
        <span className={`block text-sm ${isOver || heading !== "there" ? "text-warn" : "text-ink-soft"}`}>
          {says.filter(Boolean).join(" · ")}
        </span>
      </span>
    </AriaButton>
  )
}
