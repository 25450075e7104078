import { can, type Section } from "@codraft/publication"
import { ArrowRightFromLine, Ellipsis, Merge, SplitSquareVertical } from "lucide-react"
import { lazy, Suspense, useEffect, useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useNow } from "../time/use-now.ts"
import { IconButton } from "../ui/button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { type Choice, $chosenPassage } from "./chosen-passage.ts"
import { registerUndoOfMove } from "./undo-of-move.ts"

const MoveDialog = lazy(() => import("./move-dialog.tsx"))
const SplitDialog = lazy(() => import("./split-dialog.tsx"))
const MergeDialog = lazy(() => import("./merge-dialog.tsx"))

type Asked = { kind: "move" | "split"; choice: Choice | null } | { kind: "merge" }

/** What can be done with whole passages of this text and with the section as a whole. */
export function ConsolidateMenu({ section, session }: { section: Section; session: SectionSession }) {
  const { publication, personId } = usePublication()
  const at = useNow()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { editor } = session
  useEffect(() => registerUndoOfMove(editor, section.id), [editor, section.id])

  const may = (action: "changeSubstance" | "splitSection" | "mergeSection") =>
    can(publication, personId, action, { sectionId: section.id, at }).allowed
  if (!may("changeSubstance")) return null
  const choice = () => editor.getEditorState().read($chosenPassage, { editor })
  const close = () => {
    setAsked(null)
    // The dialog gives the focus back when it is gone; the caret belongs in the text.
    setTimeout(() => editor.focus())
  }
  const icon = { "aria-hidden": true, size: 16 } as const
  return (
    <>
      <Menu
        label={m.more_for_text()}
        button={
          <IconButton label={m.more_for_text()}>
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem
          text={m.move_passage()}
          icon={<ArrowRightFromLine {...icon} />}
          onAction={() => setAsked({ kind: "move", choice: choice() })}
        >
          {m.move_passage()}
        </MenuItem>
        {may("splitSection") ? (
          <MenuItem
            text={m.split_here()}
            icon={<SplitSquareVertical {...icon} />}
            onAction={() => setAsked({ kind: "split", choice: choice() })}
          >
            {m.split_here()}
          </MenuItem>
        ) : null}
        {may("mergeSection") ? (
          <MenuItem text={m.merge_into()} icon={<Merge {...icon} />} onAction={() => setAsked({ kind: "merge" })}>
            {m.merge_into()}
          </MenuItem>
        ) : null}
      </Menu>
      <Suspense>
        {asked?.kind === "move" ? <MoveDialog section={section} choice={asked.choice} onClose={close} /> : null}
        {asked?.kind === "split" ? <SplitDialog section={section} choice={asked.choice} onClose={close} /> : null}
        {asked?.kind === "merge" ? <MergeDialog section={section} onClose={close} /> : null}
      </Suspense>
    </>
  )
}
