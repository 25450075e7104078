import type { LexicalEditor } from "lexical"
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react"
import { createPortal } from "react-dom"
import { type Asked, Typeahead, type TypeaheadOptions } from "./typeahead.ts"
import "./typeahead.css"

/** The list of a typeahead, under the words that asked for it. The text keeps the focus and names the active line. */
export function CaretList<Item>({
  editor,
  label,
  find,
  $offer,
  $choose,
  whileComposing = false,
  isOpen = () => false,
  source,
  keyOf,
  children,
}: TypeaheadOptions<Item> & {
  editor: LexicalEditor
  label: string
  /** What is offered comes from here: when it is another, it is asked anew. */
  source?: unknown
  keyOf: (item: Item) => string
  children: (item: Item) => ReactNode
}) {
  const typeahead = useMemo(() => new Typeahead<Item>(editor), [editor])
  const onFind = useEffectEvent(find)
  const $onOffer = useEffectEvent($offer)
  const $onChoose = useEffectEvent($choose)
  const onIsOpen = useEffectEvent(isOpen)
  const offered = useSyncExternalStore(typeahead.subscribe, typeahead.offered)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      typeahead.follow({
        find: (before) => onFind(before),
        $offer: (query) => $onOffer(query),
        $choose: (item) => $onChoose(item),
        whileComposing,
        isOpen: (query) => onIsOpen(query),
      }),
    [typeahead, whileComposing],
  )
  useEffect(() => typeahead.draw(source), [typeahead, source])
  const isShown = offered !== null
  const active = offered && offered.active >= 0 ? `${id}-${offered.active}` : null
  useEffect(() => {
    const root = editor.getRootElement()
    if (!root || !isShown) return undefined
    root.setAttribute("aria-controls", id)
    root.setAttribute("aria-haspopup", "listbox")
    return () => {
      for (const name of ["aria-controls", "aria-haspopup"]) root.removeAttribute(name)
    }
  }, [editor, id, isShown])
  useEffect(() => {
    const root = editor.getRootElement()
    if (!root || active === null) return undefined
    root.setAttribute("aria-activedescendant", active)
    document.getElementById(active)?.scrollIntoView({ block: "nearest" })
    return () => root.removeAttribute("aria-activedescendant")
  }, [editor, active])
  usePlace(editor, offered?.asked ?? null, list)
  useEffect(() => {
    if (!offered) return undefined
    // A press in the list is no press outside of it: that one closes it.
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !list.current?.contains(event.target)) typeahead.close()
    }
    addEventListener("pointerdown", onPointerDown)
    return () => removeEventListener("pointerdown", onPointerDown)
  }, [offered, typeahead])
  if (!offered) return null
  return createPortal(
    <div
      ref={list}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the text keeps the focus, which no select would let it
      role="listbox"
      aria-label={label}
      className="caret-list no-print"
    >
      {offered.items.map((item, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys go to the text
        <div
          key={keyOf(item)}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as its list
          role="option"
          aria-selected={index === offered.active}
          className="caret-option"
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => typeahead.point(index)}
          onClick={() => {
            typeahead.choose(index)
            editor.focus()
          }}
        >
          {children(item)}
        </div>
      ))}
    </div>,
    document.body,
  )
}

const gap = 6
const heightMax = 340

function usePlace(editor: LexicalEditor, asked: Asked | null, list: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    if (asked === null) return undefined
    const put = () => list.current && placeAt(rectOf(editor, asked), list.current, directionAt(editor, asked))
    put()
    addEventListener("scroll", put, true)
    addEventListener("resize", put)
    return () => {
      removeEventListener("scroll", put, true)
      removeEventListener("resize", put)
    }
  }, [editor, asked, list])
}

/** Under the words, above them where there is more room; never beyond the window. */
function placeAt(rect: DOMRect | null, element: HTMLElement, dir: string): void {
  const { style } = element
  style.visibility = rect ? "visible" : "hidden"
  if (!rect) return
  style.maxBlockSize = `${heightMax}px`
  const own = element.getBoundingClientRect()
  const below = innerHeight - rect.bottom - 2 * gap
  const above = rect.top - 2 * gap
  const isAbove = below < own.height && above > below
  const height = Math.min(own.height, isAbove ? above : below)
  const wanted = dir === "rtl" ? rect.right - own.width : rect.left
  style.maxBlockSize = `${height}px`
  style.left = `${Math.max(gap, Math.min(wanted, innerWidth - own.width - gap))}px`
  style.top = `${isAbove ? rect.top - gap - height : rect.bottom + gap}px`
}

function directionAt(editor: LexicalEditor, { node }: Asked): string {
  return getComputedStyle(editor.getElementByKey(node) ?? document.body).direction
}

function rectOf(editor: LexicalEditor, asked: Asked): DOMRect | null {
  const text = editor.getElementByKey(asked.node)?.firstChild
  if (!(text instanceof Text) || asked.end > text.length) return null
  const range = document.createRange()
  range.setStart(text, asked.start)
  range.setEnd(text, asked.end)
  return range.getBoundingClientRect()
}
