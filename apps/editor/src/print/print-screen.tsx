import { flatOutline, outline, type Publication } from "@codraft/publication"
import { Link, useSearch } from "@tanstack/react-router"
import { ArrowLeft, Printer } from "lucide-react"
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react"
import { numberWords } from "../contents/section-words.ts"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { ReadingTexts } from "../reading/reading-texts.ts"
import { SectionHead } from "../reading/section-head.tsx"
import { SectionText } from "../reading/section-text.tsx"
import { TitlePage } from "../reading/title-page.tsx"
import "../reading/reading.css"
import { instantWords } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { numberLines } from "./line-numbers.ts"
import { applyPageRules, pageRules, type PageWords, printsInMargins } from "./page-rules.ts"
import { columnWidth, fitOf, noteMargin, type PrintChoices } from "./print-choices.ts"
import "./print.css"

/** The draft as it will be on paper, one long sheet, with all of its text; the browser makes pages of it. */
export function PrintScreen() {
  useLanguage()
  const { publication } = usePublication()
  const choices = useSearch({ from: "/p/$publicationId/print" })
  const [at] = useState(() => Date.now())
  const texts = useMemo(() => new ReadingTexts(publication.id), [publication.id])
  useSyncExternalStore(texts.subscribe, texts.version)
  // What is on the paper is of one moment: it is asked for once.
  useEffect(() => texts.follow(), [texts])
  useTitle(m.print_draft(), publication.title)

  const { sections } = choices
  const nodes = useMemo(() => {
    const named = sections?.split(",")
    return flatOutline(outline(publication)).filter(({ section }) => named?.includes(section.id) ?? true)
  }, [publication, sections])
  const isWhole = sections === undefined
  const isComplete = texts.isComplete(nodes.map(({ section }) => section.id))
  const sheet = useRef<HTMLDivElement>(null)
  const [isReady, setReady] = useState(false)
  const hasLines = choices.hasLines ?? false
  useFit(sheet, choices)
  useEffect(() => {
    if (!isComplete || isReady) return undefined
    let isGone = false
    void fontsOfText().then(() => {
      if (isGone || !sheet.current) return
      if (hasLines) numberLines(sheet.current)
      setReady(true)
    })
    return () => {
      isGone = true
    }
  }, [isComplete, isReady, hasLines])

  const words = usePageWords(publication, at)
  const [hasMargins] = useState(printsInMargins)
  useEffect(() => applyPageRules(pageRules(choices, words)), [choices, words])

  return (
    <div className="print-page">
      <div className="print-bar no-print">
        <Link to="/p/$publicationId/read" params={{ publicationId: publication.id }} className="link reading-back">
          <ArrowLeft aria-hidden size={16} />
          {m.read_all()}
        </Link>
        <output>{isReady ? m.print_ready() : m.loading_text()}</output>
        <Button kind="primary" isDisabled={!isReady} onPress={() => print()}>
          <Printer aria-hidden size={16} />
          {m.print_now()}
        </Button>
      </div>
      {hasMargins ? null : (
        <div className="no-print">
          <Notice kind="warn">{m.print_no_margins()}</Notice>
        </div>
      )}
      {texts.hasFailed() ? (
        <div className="no-print">
          <Notice kind="danger" isUrgent>
            {m.reading_failed()}
          </Notice>
        </div>
      ) : null}
      {hasMargins ? null : (
        <p aria-hidden className="print-head">
          <strong>{words.draft}</strong> · {words.symbol} · {words.at}
        </p>
      )}
      <div
        ref={sheet}
        className="print-sheet"
        data-is-ready={isReady || undefined}
        style={{
          inlineSize: `${columnWidth(choices)}mm`,
          marginInlineEnd: choices.hasWideMargin ? `${noteMargin}mm` : undefined,
        }}
      >
        {isWhole ? <TitlePage at={at} /> : null}
        {isWhole ? (
          <nav aria-label={m.contents()} className="print-toc">
            <h2 className="font-serif text-xl font-semibold">{m.contents()}</h2>
            <ol>
              {nodes.map((node) => (
                <li key={node.section.id} style={{ marginInlineStart: `${node.depth * 2}em` }}>
                  <span>{numberWords(node)}</span> <span lang={publication.originalLanguage}>{node.section.title}</span>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        {nodes.map((node) => (
          <section
            key={node.section.id}
            data-section={node.section.id}
            data-depth={node.depth}
            aria-labelledby={`title-${node.section.id}`}
            className="reading-section print-section"
          >
            <SectionHead node={node} now={at} />
            <SectionText
              section={node.section}
              depth={node.depth}
              texts={texts}
              state={texts.of(node.section.id)}
              isFixed
            />
          </section>
        ))}
      </div>
    </div>
  )
}

/** In a narrow window the whole width of the paper is seen, smaller; its lines end where they will end when printed. */
function useFit(sheet: RefObject<HTMLElement | null>, choices: PrintChoices): void {
  useLayoutEffect(() => {
    const element = sheet.current
    const page = element?.parentElement
    if (!element || !page) return undefined
    const watch = new ResizeObserver(() => element.style.setProperty("--fit", String(fitOf(page.clientWidth, choices))))
    watch.observe(page)
    return () => watch.disconnect()
  }, [sheet, choices])
}

/** Lines are where they are only once the letters have come. */
async function fontsOfText(): Promise<void> {
  const latin = ["11pt", "700 11pt", "italic 11pt"].map((font) => `${font} "Source Serif 4 Variable"`)
  const arabic = ["11pt", "700 11pt"].map((font) => `${font} "Noto Naskh Arabic"`)
  await Promise.allSettled([
    ...latin.map((font) => document.fonts.load(font)),
    ...arabic.map((font) => document.fonts.load(font, "\u0627")),
  ])
  await document.fonts.ready
}

/** The symbol of a volume is its series and number; of what is in no series, what it is called in addresses. */
function usePageWords({ id, series, seriesNumber, timeZone }: Publication, at: number): PageWords {
  const language = useLanguage()
  return useMemo(() => {
    const number = seriesNumber === "" ? "" : ` · ${m.series_number({ number: seriesNumber })}`
    return {
      draft: m.print_mark(),
      symbol: series === "" ? id.toUpperCase() : `${series}${number}`,
      at: instantWords(at, timeZone),
      pageOf: m.print_page_of({ page: "{page}", pages: "{pages}" }),
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the interface's language
  }, [id, series, seriesNumber, timeZone, at, language])
}
