import { type Section, whereNow } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react"
import { isMac } from "../section/keys.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { blockPath } from "./block-link.ts"
import { copyLink } from "./copy-link.ts"
import { CopyLinkButton } from "./copy-link-button.tsx"
import { isCopyLink, copyLinkKeys } from "./keys.ts"
import { blockAround, blockAtHand, goToBlock, type LinkedBlock } from "./linked-block.ts"
import "./links.css"
import { LostPassage } from "./lost-passage.tsx"
import { type Looked, useLinkedPassage } from "./use-linked-passage.ts"

/** Links to passages of an open text: the way to the one in the address, and a button beside each to copy its own. */
export function LinkLayer({ session, section }: { session: SectionSession; section: Section }) {
  const { editor } = session
  const { facts } = usePublication()
  const navigate = useNavigate()
  const look = useCallback(
    (blockId: string): Looked => {
      const { isLoaded, isConnected } = session.view()
      if (isLoaded && goToBlock(editor, blockId)) return "found"
      const publication = facts.publication()
      const at = isLoaded ? whereNow(publication, { section: section.id, block: blockId }) : null
      if (at?.isMoved && at.section !== section.id) {
        const params = { publicationId: publication.id, sectionId: at.section }
        void navigate({ to: "/p/$publicationId/s/$sectionId", params, hash: at.block ?? "", replace: true })
        return "found"
      }
      // The copy on the device may be older than the passage.
      return isLoaded && isConnected ? "lost" : "wait"
    },
    [session, editor, facts, navigate, section.id],
  )
  const { isLost, dismiss } = useLinkedPassage(look, session.subscribe)
  return (
    <>
      <CopyLinkHere session={session} section={section} />
      {isLost ? <LostPassage onClose={dismiss} /> : null}
    </>
  )
}

/** Beside the block under the pointer; by keyboard it is reached behind the text, and stands beside the block of the caret. */
function CopyLinkHere({ session, section }: { session: SectionSession; section: Section }) {
  const { editor } = session
  const { publication } = usePublication()
  const place = useRef<HTMLDivElement>(null)
  const [block, setBlock] = useState<LinkedBlock | null>(null)
  const [isShown, setShown] = useState(false)

  const pathOf = ({ id }: LinkedBlock) =>
    blockPath({ publicationId: publication.id, sectionId: section.id, blockId: id })
  const point = useEffectEvent((found: LinkedBlock | null) => {
    if (found === null || found.element === block?.element) return
    setBlock(found)
  })
  const copyAtCaret = useEffectEvent(() => {
    const here = blockAtHand(editor, isBelowTop)
    if (here) void copyLink(pathOf(here))
  })

  useEffect(() => {
    const canvas = place.current?.parentElement
    if (!canvas) return undefined
    let leaving = 0
    const move = ({ pointerType, target }: PointerEvent) => {
      if (pointerType !== "mouse" || !(target instanceof Element)) return
      clearTimeout(leaving)
      setShown(true)
      if (editor.getRootElement()?.contains(target)) point(blockAround(editor, target))
    }
    const tap = ({ target, detail }: MouseEvent) => {
      // A finger has no place to rest on: a tap on the text that is being read shows the button.
      if (detail === 0 || editor.isEditable() || !matchMedia("(pointer: coarse)").matches) return
      if (!(target instanceof Element) || !editor.getRootElement()?.contains(target)) return
      setShown(true)
      point(blockAround(editor, target))
    }
    const leave = () => {
      leaving = window.setTimeout(() => setShown(false), leavingMs)
    }
    const press = (event: KeyboardEvent) => {
      if (isCopyLink(event, isMac())) {
        event.preventDefault()
        copyAtCaret()
      }
      // Who types wants nothing beside the words.
      setShown(false)
    }
    canvas.addEventListener("pointermove", move)
    canvas.addEventListener("click", tap)
    canvas.addEventListener("pointerleave", leave)
    canvas.addEventListener("keydown", press)
    return () => {
      clearTimeout(leaving)
      canvas.removeEventListener("pointermove", move)
      canvas.removeEventListener("click", tap)
      canvas.removeEventListener("pointerleave", leave)
      canvas.removeEventListener("keydown", press)
    }
  }, [editor])

  useEffect(() => {
    const stand = () => {
      const at = place.current
      const page = at?.offsetParent?.getBoundingClientRect()
      if (!at || !page || !block?.element.isConnected) return
      const line = Number.parseFloat(getComputedStyle(block.element).lineHeight) || 24
      at.style.insetBlockStart = `${block.element.getBoundingClientRect().top - page.top + (line - at.offsetHeight) / 2}px`
    }
    stand()
    let frame = 0
    // Measuring in the middle of an update would lay out the page once more with every letter.
    const standSoon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        stand()
      })
    }
    const forget = editor.registerUpdateListener(standSoon)
    return () => {
      cancelAnimationFrame(frame)
      forget()
    }
  }, [editor, block])

  return (
    <div ref={place} className="copy-link no-print" data-is-shown={isShown || undefined}>
      <CopyLinkButton
        words={block?.words ?? ""}
        shortcut={copyLinkKeys(isMac())}
        onFocus={() => (isShown ? undefined : point(blockAtHand(editor, isBelowTop)))}
        path={() => (block?.element.isConnected ? pathOf(block) : null)}
      />
    </div>
  )
}

/** Not hidden above the window or under the bar. */
const isBelowTop = (element: HTMLElement) => element.getBoundingClientRect().bottom > barPixels

const barPixels = 64
/** Time enough to get over the gap between the text and the button. */
const leavingMs = 400
