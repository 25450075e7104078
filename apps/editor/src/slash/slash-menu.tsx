import { $isCaptionNode } from "@codraft/document"
import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $isRangeSelection, type LexicalEditor } from "lexical"
import { $noteAtCaret } from "../footnotes/places.ts"
import { m, useLanguage } from "../language/language.ts"
import { perform, type WritingQuestion } from "../section/formatting.ts"
import { isMac } from "../section/keys.ts"
import { CaretList } from "../typeahead/caret-list.tsx"
import { fitting, slashBefore, type SlashItem, slashItems } from "./slash-items.ts"

/** `/` in the text: whatever the toolbar can insert, without leaving the keys. */
export function SlashMenu({
  editor,
  hasImages,
  ask,
}: {
  editor: LexicalEditor
  hasImages: boolean
  ask: (question: WritingQuestion) => void
}) {
  useLanguage()
  return (
    <CaretList<SlashItem>
      editor={editor}
      label={m.slash_menu()}
      find={slashBefore}
      $offer={(query) => ($mayHoldBlocks() ? fitting(slashItems({ hasImages, isMac: isMac() }), query) : [])}
      $choose={({ action }) => perform(editor, action, ask)}
      keyOf={({ name }) => name}
    >
      {({ label, icon: Icon, keys }) => (
        <>
          <Icon aria-hidden size={16} className="shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1">{label}</span>
          {keys === "" ? null : <kbd className="text-xs text-ink-soft">{keys}</kbd>}
        </>
      )}
    </CaretList>
  )
}

/** Notes and captions are single lines. */
function $mayHoldBlocks(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  return $noteAtCaret() === null && !$findMatchingParent(selection.anchor.getNode(), $isCaptionNode)
}
