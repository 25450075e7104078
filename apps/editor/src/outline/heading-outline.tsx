import { $getBlockId } from "@codraft/document"
import { can, type Section } from "@codraft/publication"
import { $getNodeByKey, type NodeKey } from "lexical"
import { GripVertical, Lock } from "lucide-react"
import { type CSSProperties, useEffectEvent, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { GridList, GridListItem } from "react-aria-components/GridList"
import { DropIndicator, useDragAndDrop } from "react-aria-components/useDragAndDrop"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { announce } from "../ui/announcer.tsx"
import { CurrentHeading } from "./current-heading.tsx"
import { jumpTo } from "./jump.ts"
import { moveHeading } from "./move-heading.ts"
import { placeAfter } from "./places.ts"
import "./outline.css"
import { type OutlineHeading, useHeadings } from "./use-headings.ts"

/**
 * The headings of a text, each leading to its place. A list with one stop of Tab: arrows go through it, letters find a heading,
 * Enter goes there; a level is told with each. By the handle, or with Enter on it, a heading moves with what stands under it.
 */
export default function HeadingOutline({
  session,
  section,
  onFollow,
  onDrawn,
}: {
  session: SectionSession
  section: Section
  /** Goes there once the way is free: a drawer has to close before the caret can leave it. */
  onFollow?: (go: () => void) => void
  /** The headings are known, and drawn with the next painting. */
  onDrawn?: () => void
}) {
  const { editor } = session
  const { publication, personId } = usePublication()
  const counted = useHeadings(editor, section.language)
  const headings = counted ?? none
  const drawn = useEffectEvent(() => onDrawn?.())
  const isKnown = counted !== null
  useLayoutEffect(() => {
    if (isKnown) drawn()
  }, [isKnown])
  const list = useRef<HTMLDivElement>(null)
  const isEditable = useSyncExternalStore(
    (onChange) => editor.registerEditableListener(onChange),
    () => editor.isEditable(),
  )
  const isHeld = !can(publication, personId, "setTemplate").allowed
  const locked = useMemo(
    () => new Set(isHeld ? section.shape?.parts.filter(({ isLocked }) => isLocked).map(({ blockId }) => blockId) : []),
    [section.shape, isHeld],
  )
  const isMovable = (heading: OutlineHeading | undefined) =>
    isEditable && heading !== undefined && stretchOf(headings, heading).every(({ id }) => !locked.has(id))

  const move = (key: NodeKey, before: NodeKey | null) => {
    const heading = headings.find((one) => one.key === key)
    if (!heading || !isMovable(heading)) return
    const isMoved = moveHeading(editor, key, before, {
      asStep: (fn) => session.asStep(fn),
      busy: busyBlocks(session),
      isLocked: (block) => locked.has($getBlockId(block)),
    })
    if (isMoved) announce(m.heading_moved({ heading: heading.text }))
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (dragged) =>
      [...dragged].map((key) => ({ "text/plain": headings.find((one) => one.key === key)?.text ?? "" })),
    getAllowedDropOperations: () => ["move"],
    isDisabled: !isEditable,
    onReorder: ({ keys: moved, target }) => {
      const [key] = moved
      const place =
        target.dropPosition === "before" ? String(target.key) : placeAfter(headings, String(target.key), String(key))
      if (key !== undefined) move(String(key), place)
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="outline-drop" />,
  })

  /** A row is read out by these words, and found by its first letters. */
  const says = ({ id, text, level }: OutlineHeading): string =>
    [text || m.heading_without_words(), m.heading_level({ level }), locked.has(id) ? m.heading_locked() : ""]
      .filter(Boolean)
      .join(", ")

  if (counted === null) return null
  if (headings.length === 0) {
    return <p className="px-2 text-sm text-ink-soft">{isEditable ? m.outline_empty_write() : m.outline_empty()}</p>
  }
  const top = Math.min(...headings.map(({ level }) => level))
  return (
    <>
      <GridList
        ref={list}
        aria-label={m.headings()}
        items={headings}
        dependencies={[top, isEditable, locked]}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="arrow"
        className="outline-list"
        onAction={(key) => {
          const go = () => jumpTo(editor, String(key))
          if (onFollow) onFollow(go)
          else go()
        }}
      >
        {(heading) => (
          <GridListItem
            id={heading.key}
            textValue={says(heading)}
            className="outline-line"
            data-heading={heading.key}
            style={{ "--depth": heading.level - top } as CSSProperties}
          >
            <span className="outline-words" title={heading.text}>
              <bdi lang={section.language}>{heading.text || m.heading_without_words()}</bdi>
            </span>
            {isMovable(heading) ? (
              <AriaButton slot="drag" className="outline-grip" aria-label={m.heading_drag({ heading: heading.text })}>
                <GripVertical aria-hidden size={14} />
              </AriaButton>
            ) : (
              <span aria-hidden className="outline-grip" data-is-fixed={locked.has(heading.id) || undefined}>
                {locked.has(heading.id) ? <Lock size={12} /> : null}
              </span>
            )}
          </GridListItem>
        )}
      </GridList>
      <CurrentHeading editor={editor} headings={headings} list={list} isMovable={isMovable} move={move} />
    </>
  )
}

const none: readonly OutlineHeading[] = []

function stretchOf(headings: readonly OutlineHeading[], heading: OutlineHeading): OutlineHeading[] {
  const at = headings.indexOf(heading)
  const end = headings.findIndex(({ level }, index) => index > at && level <= heading.level)
  return headings.slice(at, end < 0 ? headings.length : end)
}

/** The blocks in which colleagues have their carets. */
function busyBlocks(session: SectionSession): Set<NodeKey> {
  const { editor } = session
  return editor.read(() => {
    const keys = session
      .cursors()
      .flatMap(({ selection }) => (selection ? [selection.anchor.key, selection.focus.key] : []))
    const blocks = keys.map((key) => $getNodeByKey(key)?.getTopLevelElement()?.getKey())
    return new Set(blocks.filter((key) => key !== undefined))
  })
}
