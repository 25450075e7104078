import { $isCrossReferenceNode, $isTargetNode, type CrossReferenceNode, type TargetNode } from "@codraft/document"
import { type Section, whereNow } from "@codraft/publication"
import { mergeRegister } from "@lexical/utils"
import { useNavigate } from "@tanstack/react-router"
import {
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  COMMAND_PRIORITY_CRITICAL,
  getDOMSelection,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical"
import { ArrowRight } from "lucide-react"
import { useCallback, useEffect, useLayoutEffect, useRef } from "react"
import { $inlineAtCaret } from "../cards/inline-at-caret.ts"
import { type InlineWithCard, useInlineCard } from "../cards/inline-card.ts"
import { placeCard } from "../cards/place-card.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { TargetCard } from "../targets/target-card.tsx"
import { Button } from "../ui/button.tsx"
import { goToGoal } from "./go-to-goal.ts"
import { GoalCard } from "./goal-card.tsx"
import type { References } from "./references.ts"
import "./references.css"

type Thing = TargetNode | CrossReferenceNode

const isThing = (node: LexicalNode | null): node is Thing => $isTargetNode(node) || $isCrossReferenceNode(node)

const things: InlineWithCard = {
  keyAt: (editor, target) => {
    const element =
      target instanceof Element ? target.closest("[data-inline=target], [data-inline=crossreference]") : null
    if (element === null) return null
    return editor.read(() => {
      const node = $getNearestNodeFromDOMNode(element)
      return isThing(node) ? node.getKey() : null
    })
  },
  $atCaret: () => $inlineAtCaret(isThing),
  card: ".inline-card",
}

/** What target chips and cross-references do: their cards, and the way to what a reference names. */
export function InlineCardLayer({
  editor,
  section,
  references,
}: {
  editor: LexicalEditor
  section: Section
  references: References | null
}) {
  const { publication } = usePublication()
  const navigate = useNavigate()
  const { shown, state } = useInlineCard(editor, things)
  const follow = useCallback(
    (key: NodeKey): boolean => {
      const to = editor.read(() => {
        const node = $getNodeByKey(key)
        return $isCrossReferenceNode(node) ? node.getReference() : null
      })
      if (to === null || references?.goalOf(to)?.state !== "there") return false
      const open = (sectionId: string, block?: string) =>
        void navigate({
          to: "/p/$publicationId/s/$sectionId",
          params: { publicationId: publication.id, sectionId },
          ...(block === undefined ? {} : { hash: block }),
        })
      const { block, section: where } = whereNow(publication, to) ?? to
      return goToGoal(
        { editor, sectionId: section.id, open },
        block === undefined ? { ...to, section: where } : { ...to, section: where, block },
      )
    },
    [editor, navigate, publication, references, section.id],
  )
  useEffect(() => registerFollowing(editor, follow), [editor, follow])
  if (shown === null) return null
  return (
    <InlineCard
      key={shown.key}
      editor={editor}
      shown={shown.key}
      section={section}
      references={references}
      follow={shown.by === "touch" ? follow : null}
      onEnter={state.keep}
      onLeave={state.leave}
      onHide={state.hide}
    />
  )
}

/** Enter on a reference that is selected or focused, Ctrl+Enter beside it, and a press on it lead to its goal. */
function registerFollowing(editor: LexicalEditor, follow: (key: NodeKey) => boolean): () => void {
  const click = (event: MouseEvent) => {
    const key = things.keyAt(editor, event.target)
    // A finger cannot hover: it is shown the card first.
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch"
    const isSelecting = event.shiftKey || (getDOMSelection(window)?.isCollapsed === false && editor.isEditable())
    if (key !== null && !isTouch && !isSelecting && follow(key)) event.preventDefault()
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || editor.isEditable()) return
    const key = things.keyAt(editor, event.target)
    if (key !== null && follow(key)) event.preventDefault()
  }
  return mergeRegister(
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const at = event === null || event.shiftKey || event.altKey ? null : $inlineAtCaret($isCrossReferenceNode)
        if (at === null || !(at.side === "selected" || event?.ctrlKey || event?.metaKey)) return false
        event?.preventDefault()
        // Where the goal is needs the state as it is, not as it becomes.
        setTimeout(() => follow(at.key))
        return true
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerRootListener((root, previous) => {
      previous?.removeEventListener("click", click)
      previous?.removeEventListener("keydown", keyDown)
      root?.addEventListener("click", click)
      root?.addEventListener("keydown", keyDown)
    }),
  )
}

function InlineCard({
  editor,
  shown,
  section,
  references,
  follow,
  onEnter,
  onLeave,
  onHide,
}: {
  editor: LexicalEditor
  shown: NodeKey
  section: Section
  references: References | null
  /** A finger that shows the card has no other way to the goal. */
  follow: ((key: NodeKey) => boolean) | null
  onEnter: () => void
  onLeave: () => void
  onHide: () => void
}) {
  const card = useRef<HTMLDivElement>(null)
  const node = editor.read(() => {
    const node = $getNodeByKey(shown)
    if ($isTargetNode(node)) return { code: node.getCode() }
    return $isCrossReferenceNode(node) ? { to: node.getReference() } : null
  })

  useLayoutEffect(() => {
    const show = () => {
      const thing = editor.getElementByKey(shown)
      if (thing === null) onHide()
      else if (card.current) placeCard(card.current, thing)
    }
    show()
    // What it says may come later than it.
    const size = new ResizeObserver(show)
    if (card.current) size.observe(card.current)
    const forget = editor.registerUpdateListener(show)
    return () => {
      size.disconnect()
      forget()
    }
  }, [editor, shown, onHide])

  if (node === null) return null
  const goal = "to" in node ? references?.goalOf(node.to) : undefined
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pointer may rest on it; it does nothing there
    <div
      ref={card}
      role="note"
      aria-label={"code" in node ? m.target_name({ code: node.code }) : m.reference()}
      dir={document.documentElement.dir}
      lang={document.documentElement.lang}
      className="inline-card no-print"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      {"code" in node ? (
        <TargetCard code={node.code} section={section} />
      ) : (
        <GoalCard section={section} to={node.to} goal={goal} references={references} />
      )}
      {follow !== null && goal?.state === "there" ? (
        <Button
          kind="quiet"
          onPress={() => {
            onHide()
            follow(shown)
          }}
        >
          <ArrowRight aria-hidden size={16} className="rtl:-scale-x-100" />
          {m.reference_go()}
        </Button>
      ) : null}
    </div>
  )
}
