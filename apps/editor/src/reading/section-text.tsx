import type { Section } from "@codraft/publication"
import { useEffect, useLayoutEffect, useRef } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { keepingPlace } from "./keep-place.ts"
import { printedText } from "./printed-text.ts"
import type { ReadingTexts, TextState } from "./reading-texts.ts"

/** The words of one section among the others. */
export function SectionText({
  section,
  depth,
  texts,
  state,
  isFixed = false,
}: {
  section: Section
  depth: number
  texts: ReadingTexts
  state: TextState
  /** On paper a text stays as it was when it was set. */
  isFixed?: boolean
}) {
  const place = useRef<HTMLDivElement>(null)
  const html = state.kind === "here" ? state.text.html : null
  const { language, dir } = section
  useLayoutEffect(() => {
    const element = place.current
    if (!element || html === null) return
    const portions = printedText(html, { depth, language })
    keepingPlace(() => element.replaceChildren(...portions))
  }, [html, depth, language])
  const newer = state.kind === "here" && !isFixed ? state.newer : null
  useEffect(() => {
    const element = place.current
    if (newer === null || !element) return undefined
    // What nobody looks at or has selected changes by itself, now or when the reader has gone on.
    const seen = new IntersectionObserver(([entry]) => {
      if (entry && !entry.isIntersecting && !isSelected(element)) texts.show(section.id)
    })
    seen.observe(element)
    return () => seen.disconnect()
  }, [newer, texts, section.id])

  return (
    <div lang={language} dir={dir} aria-busy={html === null} className="reading-text">
      {newer ? (
        <p className="reading-newer no-print">
          <span lang={document.documentElement.lang} dir="auto">
            {m.text_changed({ title: section.title })}
          </span>
          <Button onPress={() => texts.show(section.id)}>{m.text_changed_show()}</Button>
        </p>
      ) : null}
      {state.kind === "waiting" ? <output className="reading-waiting">{m.loading_text()}</output> : null}
      {state.kind === "failed" ? <p className="reading-waiting">{m.reading_failed()}</p> : null}
      <div ref={place} />
    </div>
  )
}

function isSelected(element: HTMLElement): boolean {
  const selection = getSelection()
  const isPart = selection !== null && !selection.isCollapsed && selection.containsNode(element, true)
  return isPart || element.contains(document.activeElement)
}
