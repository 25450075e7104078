import { flatOutline, outline, type Publication, whereNow } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { ArrowLeft, ListTree, Printer } from "lucide-react"
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react"
import { m, useLanguage } from "../language/language.ts"
import { LostPassage } from "../links/lost-passage.tsx"
import { useLinkedPassage } from "../links/use-linked-passage.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { ReadingContents } from "./reading-contents.tsx"
import { CopyLinkAtHand, ReadingLinks } from "./reading-links.tsx"
import "./reading.css"
import { lookForPassage, Pin } from "./passages.ts"
import { SectionHead } from "./section-head.tsx"
import { SectionText } from "./section-text.tsx"
import { TitlePage } from "./title-page.tsx"
import { ReadingTexts } from "./reading-texts.ts"

const PrintDialog = lazy(async () => ({ default: (await import("../print/print-dialog.tsx")).PrintDialog }))

/** Everything that this person may read of the publication, in order, on one page. */
export function ReadingScreen() {
  useLanguage()
  const { publication, facts } = usePublication()
  const [openedAt] = useState(() => Date.now())
  const [question, setQuestion] = useState<"contents" | "print" | null>(null)
  const now = useNow()
  const texts = useMemo(() => new ReadingTexts(publication.id), [publication.id])
  useSyncExternalStore(texts.subscribe, texts.version)
  useEffect(() => texts.follow(), [texts])
  useEffect(() => {
    let seen = facts.publication()
    return facts.subscribe(() => {
      // A section may have been added, moved, opened to this reader or taken away.
      if (facts.publication() !== seen) texts.askSoon()
      seen = facts.publication()
    })
  }, [texts, facts])
  useTitle(m.read_all(), publication.title)

  const tree = useMemo(() => outline(publication), [publication])
  const nodes = useMemo(() => flatOutline(tree), [tree])
  const page = useRef<HTMLDivElement>(null)
  const [pin] = useState(() => new Pin())
  useEffect(() => pin.hold(), [pin])
  const look = useCallback(
    (id: string) => {
      const sections = flatOutline(outline(facts.publication())).map(({ section }) => section.id as string)
      const search = { pin, isComplete: texts.isComplete(sections), sections }
      const looked = lookForPassage(id, search)
      const now = looked === "lost" ? calledNow(facts.publication(), id) : null
      return now === null ? looked : lookForPassage(now, search)
    },
    [facts, pin, texts],
  )
  const watch = useCallback(
    (onChange: () => void) => {
      // After the words are on the page.
      return texts.subscribe(() => requestAnimationFrame(onChange))
    },
    [texts],
  )
  const { isLost, dismiss } = useLinkedPassage(look, watch)

  return (
    <div ref={page} className="reading-page">
      <aside className="reading-side no-print">
        <ReadingContents tree={tree} />
      </aside>
      <div className="reading-main">
        <div data-region="" className="reading-bar no-print">
          <Link to="/p/$publicationId" params={{ publicationId: publication.id }} className="link reading-back">
            <ArrowLeft aria-hidden size={16} />
            {m.contents()}
          </Link>
          <span className="reading-tools">
            <Button kind="quiet" className="reading-drawer-button" onPress={() => setQuestion("contents")}>
              <ListTree aria-hidden size={16} />
              {m.sections()}
            </Button>
            <CopyLinkAtHand />
            <Button kind="quiet" onPress={() => setQuestion("print")}>
              <Printer aria-hidden size={16} />
              {m.print()}
            </Button>
          </span>
        </div>
        <ConnectionNotice />
        {texts.hasFailed() ? (
          <Notice kind="warn" action={<Button onPress={() => texts.ask()}>{m.try_again()}</Button>}>
            {m.reading_failed()}
          </Notice>
        ) : null}
        <TitlePage at={openedAt} />
        <div className="reading-toc">
          <h2 className="font-serif text-xl font-semibold">{m.contents()}</h2>
          {nodes.length === 0 ? (
            <p className="pt-4 text-ink-soft">{m.contents_empty()}</p>
          ) : (
            <ReadingContents tree={tree} />
          )}
        </div>
        {nodes.map((node) => (
          <section
            key={node.section.id}
            id={node.section.id}
            data-section={node.section.id}
            aria-labelledby={`title-${node.section.id}`}
            className="reading-section"
          >
            <SectionHead node={node} now={now} />
            <SectionText section={node.section} depth={node.depth} texts={texts} state={texts.of(node.section.id)} />
          </section>
        ))}
      </div>
      <ReadingLinks />
      {isLost ? <LostPassage onClose={dismiss} /> : null}
      {question === "contents" ? (
        <Dialog title={m.sections()} place="start" onClose={() => setQuestion(null)}>
          <ReadingContents tree={tree} onFollow={() => setQuestion(null)} />
        </Dialog>
      ) : null}
      {question === "print" ? (
        <Suspense>
          <PrintDialog onClose={() => setQuestion(null)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** What a passage is called that has got another name on its way to another section; null if it is called as it was. */
function calledNow(publication: Publication, block: string): string | null {
  for (const section of Object.keys(publication.passages)) {
    const at = whereNow(publication, { section, block })
    if (at?.isMoved && at.block !== undefined && at.block !== block) return at.block
  }
  return null
}
