import { useEffect, useRef, useState } from "react"
import { blockPath } from "../links/block-link.ts"
import { copyLink } from "../links/copy-link.ts"
import { CopyLinkButton } from "../links/copy-link-button.tsx"
import { copyLinkKeys, isCopyLink } from "../links/keys.ts"
import "../links/links.css"
import { usePublication } from "../publication/publication-context.ts"
import { isMac } from "../section/keys.ts"
import { passageAtTop } from "./keep-place.ts"
import { goToPassage } from "./passages.ts"

interface Passage {
  element: Element
  words: string
}

interface PassagePaths {
  /** The address of a passage where it is not one of the draft. */
  pathOf?: (blockId: string) => string
}

/**
 * Copies the link to a passage: the one under the pointer by the button beside it, the one at hand by key. Also takes
 * the reader to what the text refers to where that is on this page: notes, and goals of references.
 */
export function ReadingLinks({ pathOf }: PassagePaths) {
  const path = usePath(pathOf)
  const beside = useRef<HTMLDivElement>(null)
  const [passage, setPassage] = useState<Passage | null>(null)
  const [isShown, setShown] = useState(false)

  useEffect(() => {
    let leaving = 0
    const move = ({ pointerType, target }: PointerEvent) => {
      if (pointerType !== "mouse" || !(target instanceof Element)) return
      const element = passageAround(target)
      const isBeside = beside.current?.contains(target) ?? false
      clearTimeout(leaving)
      if (element === null && !isBeside) leaving = window.setTimeout(() => setShown(false), leavingMs)
      else setShown(true)
      if (element) setPassage((before) => (before?.element === element ? before : { element, words: wordsOf(element) }))
    }
    const press = (event: KeyboardEvent) => {
      if (!isCopyLink(event, isMac())) return
      event.preventDefault()
      const address = path(passageAtHand())
      if (address) void copyLink(address)
    }
    const follow = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      const goal = event.target instanceof Element ? goalOnPage(event.target) : null
      if (goal === null) return
      event.preventDefault()
      goToPassage(goal, null)
    }
    addEventListener("pointermove", move, { passive: true })
    addEventListener("keydown", press)
    addEventListener("click", follow)
    return () => {
      clearTimeout(leaving)
      removeEventListener("pointermove", move)
      removeEventListener("keydown", press)
      removeEventListener("click", follow)
    }
  })
  useEffect(() => {
    const at = beside.current
    if (!at || !passage?.element.isConnected) return
    const box = passage.element.getBoundingClientRect()
    const page = at.offsetParent?.getBoundingClientRect()
    const column = passage.element.closest(".reading-section")?.getBoundingClientRect()
    if (!page || !column) return
    at.style.top = `${box.top - page.top}px`
    // Behind the end of the lines: what belongs to a passage stands before them.
    const isRtl = getComputedStyle(passage.element).direction === "rtl"
    at.style.left = `${(isRtl ? column.left - at.offsetWidth : column.right) - page.left}px`
  }, [passage])

  return (
    <div ref={beside} aria-hidden className="reading-copy no-print" data-is-shown={isShown || undefined}>
      <CopyLinkButton words={passage?.words ?? ""} path={() => path(passage?.element ?? null)} isPointerOnly />
    </div>
  )
}

const leavingMs = 400

/** The same for the keyboard: the passage that is selected, or the first in view. */
export function CopyLinkAtHand({ pathOf }: PassagePaths) {
  const path = usePath(pathOf)
  return <CopyLinkButton words="" shortcut={copyLinkKeys(isMac())} path={() => path(passageAtHand())} />
}

function usePath(pathOf: PassagePaths["pathOf"]) {
  const { publication } = usePublication()
  return (element: Element | null): string | null => {
    const blockId = element?.getAttribute("data-block")
    if (!blockId) return null
    if (pathOf) return pathOf(blockId)
    const sectionId = element?.closest("[data-section]")?.getAttribute("data-section")
    return sectionId ? blockPath({ publicationId: publication.id, sectionId, blockId }) : null
  }
}

/** What a link in the text leads to, if it is on this page. */
function goalOnPage(target: Element): HTMLElement | null {
  const link = target.closest(".reading-text a[href]")
  const note = link?.getAttribute("href")
  if (note?.startsWith("#")) return document.getElementById(note.slice(1))
  const [sectionId = "", blockId] = link?.getAttribute("data-goal")?.split("#") ?? []
  if (blockId === undefined) return document.getElementById(`title-${sectionId}`)
  return document.querySelector<HTMLElement>(`.reading-section [data-block="${CSS.escape(blockId)}"]`)
}

/** The whole table for a cell of it. */
function passageAround(target: Element): Element | null {
  const text = target.closest(".reading-text")
  const table = text && target.closest("table[data-block]")
  const block = table ?? (text && target.closest("[data-block]"))
  return block?.matches("ul, ol") ? null : (block ?? null)
}

function passageAtHand(): Element | null {
  const node = getSelection()?.anchorNode
  const element = node instanceof Element ? node : node?.parentElement
  const chosen = element && passageAround(element)
  const box = chosen?.getBoundingClientRect()
  return chosen && box && box.bottom > 0 && box.top < innerHeight ? chosen : passageAtTop()
}

const wordsOf = (element: Element) => (element.textContent ?? "").trim().slice(0, 60)
