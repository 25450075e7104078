import { $createCrossReferenceNode, type ReferenceTo } from "@codraft/document"
import { flatOutline, outline, type Section, type SectionId } from "@codraft/publication"
import { $getRoot, $getSelection, $insertNodes, HISTORY_PUSH_TAG, type LexicalEditor } from "lexical"
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react"
import { ListBox, ListBoxItem } from "react-aria-components/ListBox"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Dialog } from "../ui/dialog.tsx"
import { SearchField, Select } from "../ui/field.tsx"
import { Tick } from "../ui/tick.tsx"
import { fittingGoals, type OfferedGoal, offeredGoals, offeredSections } from "./offered-goals.ts"
import { $ownGoals, type Counting } from "./own-goals.ts"
import { GoalLine } from "./reference-menu.tsx"
import { goalsOfSection } from "./section-goals.ts"
import { useCounting } from "./use-references.ts"

/** So many are drawn; who looks for another says more of it. */
const shownMax = 200

/** Chooses what a cross-reference leads to, in any section that this person may read. */
export default function ReferenceDialog({
  editor,
  section,
  onClose,
}: {
  editor: LexicalEditor
  section: Section
  onClose: () => void
}) {
  const { publication } = usePublication()
  const tree = useMemo(() => flatOutline(outline(publication)), [publication])
  const [from, setFrom] = useState<SectionId | "sections">(section.id)
  const [query, setQuery] = useState("")
  const [isNumberOnly, setNumberOnly] = useState(false)
  const found = useGoals(editor, section, from)
  const goals = from === "sections" ? offeredSections(tree, section.language) : found
  const shown = goals === null ? [] : fittingGoals(goals, query, shownMax)

  const done = () => {
    onClose()
    // The dialog gives the focus back when it is gone; the caret belongs in the text.
    setTimeout(() => editor.focus())
  }
  const insert = (to: ReferenceTo) => {
    editor.update(
      () => {
        if ($getSelection() === null) $getRoot().selectEnd()
        $insertNodes([$createCrossReferenceNode({ ...to, ...(isNumberOnly ? { form: "number" } : {}) })])
      },
      { tag: HISTORY_PUSH_TAG },
    )
    done()
  }

  const list = useRef<HTMLDivElement>(null)
  /** From the words to what they find, without a way through all that lies between. */
  const onKeyInFind = (event: KeyboardEvent) => {
    const [first] = shown
    if (first === undefined || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    if (event.key === "Enter" && query.trim() !== "") {
      event.preventDefault()
      insert(first.to)
    } else if (event.key === "ArrowDown") {
      event.preventDefault()
      list.current?.querySelector<HTMLElement>("[role=option]")?.focus()
    }
  }

  return (
    <Dialog title={m.reference_insert()} onClose={done} width="wide">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select<SectionId | "sections">
          label={m.reference_where()}
          value={from}
          onChange={setFrom}
          options={[
            { value: section.id, label: m.reference_this_section() },
            { value: "sections", label: m.reference_sections() },
            ...tree
              .filter((node) => node.section.id !== section.id)
              .map((node) => ({ value: node.section.id, label: `${numberWords(node)} ${node.section.title}` })),
          ]}
        />
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the field keeps its own keys to itself */}
        <div onKeyDownCapture={onKeyInFind}>
          <SearchField label={m.reference_find()} value={query} onChange={setQuery} isFirst />
        </div>
      </div>
      <div className="pt-4">
        <Tick label={m.reference_number_only()} isSelected={isNumberOnly} onChange={setNumberOnly} />
      </div>
      <ListBox
        ref={list}
        aria-label={m.reference_goals()}
        items={shown.map((goal, index) => ({ id: index, goal }))}
        onAction={(index) => {
          const goal = shown[Number(index)]
          if (goal) insert(goal.to)
        }}
        className="goal-list"
        renderEmptyState={() => (
          <p className="p-3 text-sm text-ink-soft">{goals === null ? m.loading() : m.reference_none()}</p>
        )}
      >
        {({ id, goal }) => (
          <ListBoxItem id={id} textValue={`${goal.words} ${goal.title}`} className="menu-item">
            <GoalLine goal={goal} language={section.language} />
          </ListBoxItem>
        )}
      </ListBox>
    </Dialog>
  )
}

/** Null while they are on their way. */
function useGoals(editor: LexicalEditor, section: Section, from: SectionId | "sections"): OfferedGoal[] | null {
  const counting = useCounting(section)
  const [found, setFound] = useState<{ from: string; goals: OfferedGoal[] } | null>(null)
  const { id, language } = section
  useEffect(() => {
    if (from === id || from === "sections") return undefined
    const asking = new AbortController()
    void goalsOfSection(from, asking.signal).then((goals) => {
      if (asking.signal.aborted) return
      setFound({ from, goals: goals === null || goals === "hidden" ? [] : offeredGoals(from, goals, language) })
    })
    return () => asking.abort()
  }, [from, id, language])
  const own = useMemo(
    () => (counting === null ? null : ownGoals(editor, id, counting, language)),
    [editor, id, counting, language],
  )
  if (from === id) return own
  return found?.from === from ? found.goals : null
}

function ownGoals(editor: LexicalEditor, id: string, counting: Counting, language: string): OfferedGoal[] {
  return editor.read(() => offeredGoals(id, $ownGoals(counting).values(), language))
}
