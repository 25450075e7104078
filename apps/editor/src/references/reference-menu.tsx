import { $createCrossReferenceNode, $getBlockId } from "@codraft/document"
import { flatOutline, outline, type Section } from "@codraft/publication"
import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $insertNodes, $isRangeSelection, type LexicalEditor } from "lexical"
import { ListTree } from "lucide-react"
import { useMemo } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { CaretList } from "../typeahead/caret-list.tsx"
import { fittingGoals, type OfferedGoal, offeredGoals, offeredSections, someOfEach } from "./offered-goals.ts"
import { $ownGoals } from "./own-goals.ts"
import { referenceBefore } from "./reference-sign.ts"
import { useCounting } from "./use-references.ts"

type Item = OfferedGoal | "all"

/** More than can be looked through; the next letter makes them fewer. */
const offeredMax = 20
const ofEachMax = 4

/** `@` in the text: what of this section, and which sections, can be referred to; and a way to all the rest. */
export function ReferenceMenu({
  editor,
  section,
  askAll,
}: {
  editor: LexicalEditor
  section: Section
  askAll: () => void
}) {
  const { publication } = usePublication()
  const counting = useCounting(section)
  const tree = useMemo(() => flatOutline(outline(publication)), [publication])
  return (
    <CaretList<Item>
      editor={editor}
      label={m.reference_goals()}
      find={referenceBefore}
      whileComposing
      source={counting}
      $offer={(query) => {
        const { id, language } = section
        const here = $blockAtCaret()
        const own = counting === null ? [] : offeredGoals(id, $ownGoals(counting).values(), language)
        // No line refers to itself; and the words that are typed would find it.
        const goals = [...own.filter(({ to }) => to.block !== here), ...offeredSections(tree, language)]
        if (query === "") return [...someOfEach(goals, ofEachMax), "all"]
        const fitting = fittingGoals(goals, query, offeredMax)
        return fitting.length === 0 ? [] : [...fitting, "all"]
      }}
      $choose={(item) => {
        if (item === "all") askAll()
        else $insertNodes([$createCrossReferenceNode(item.to)])
      }}
      keyOf={(item) => (item === "all" ? item : `${item.to.section} ${item.to.block ?? ""}`)}
    >
      {(item) =>
        item === "all" ? (
          <>
            <ListTree aria-hidden size={16} className="shrink-0 text-ink-soft" />
            <span>{m.reference_all()}</span>
          </>
        ) : (
          <GoalLine goal={item} language={section.language} />
        )
      }
    </CaretList>
  )
}

/** The id of the innermost block that the caret is in. */
function $blockAtCaret(): string {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return ""
  const block = $findMatchingParent(selection.anchor.getNode(), (node) => $getBlockId(node) !== "")
  return block === null ? "" : $getBlockId(block)
}

export const GoalLine = ({ goal: { words, title }, language }: { goal: OfferedGoal; language: string }) => (
  <span className="goal-line">
    <bdi lang={language} className="goal-words">
      {words}
    </bdi>
    <bdi className="goal-title">{title}</bdi>
  </span>
)
