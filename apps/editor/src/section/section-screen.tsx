import { displayMember, outline, type OutlineNode, type Section, type SectionId } from "@codraft/publication"
import { Link, useParams } from "@tanstack/react-router"
import { ArrowLeft, ArrowRight, History, ListTree, Printer, Users } from "lucide-react"
import { lazy, type ReactNode, Suspense, useDeferredValue, useId, useMemo, useState } from "react"
import { ConsolidateMenu } from "../consolidate/consolidate-menu.tsx"
import { MergedAway } from "../consolidate/merged-away.tsx"
import { ConsolidateNotice } from "../consolidate/consolidate-notice.tsx"
import { CutNotice } from "../cut/cut-notice.tsx"
import { CommentDesk } from "../comments/desk.ts"
import { CommentsButton } from "../comments/comments-button.tsx"
import { EndOfState } from "../contents/end-words.tsx"
import { audienceWords, classWords, numberWords, stateWords } from "../contents/section-words.ts"
import { FindPlace } from "../find/find-place.tsx"
import { hasRestore } from "../history/pending-restore.ts"
import { ImageLayer } from "../images/image-layer.tsx"
import { ImageNotice } from "../images/image-notice.tsx"
import type { OpenImages } from "../images/open-images.ts"
import { useOpenImages } from "../images/use-open-images.ts"
import { languageName, m, useLanguage } from "../language/language.ts"
import { LinkLayer } from "../links/link-layer.tsx"
import { NumberLayer } from "../numbers/number-layer.ts"
import { SectionOutline } from "../outline/section-outline.tsx"
import { PasteNotice } from "../paste/paste-notice.tsx"
import { PeopleHere } from "../presence/people-here.tsx"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { SlashMenu } from "../slash/slash-menu.tsx"
import { BelongsHere, SectionShape } from "../templates/section-shape.tsx"
import { ReferenceLayer } from "../references/reference-layer.tsx"
import { useReadingFirst } from "../reading/use-reading-first.ts"
import { WritingSwitch } from "../reading/writing-switch.tsx"
import { TableToolbar } from "../tables/table-toolbar.tsx"
import { useNow } from "../time/use-now.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { useMedia } from "../ui/use-media.ts"
import { useTitle } from "../ui/use-title.ts"
import { NotFoundScreen } from "../workspace/not-found-screen.tsx"
import { FormattingToolbar } from "./formatting-toolbar.tsx"
import type { WritingQuestion } from "./formatting.ts"
import { LinkDialog } from "./link-dialog.tsx"
import { neighboursOf, type Neighbours } from "./neighbours.ts"
import { SavingAnswer } from "./saving-answer.tsx"
import { useCalmSaving } from "./calm-saving.ts"
import { SavingStatus } from "./saving-status.tsx"
import { SectionContents } from "./section-contents.tsx"
import { ReadingNotice, SectionNotices, WordsLeftOver } from "./section-notices.tsx"
import type { SectionSession } from "./section-session.ts"
import "./section.css"
import "../reading/reading-first.css"
import { TextCanvas } from "./text-canvas.tsx"
import { type SectionRights, useSection, useSectionPart, useSectionRights } from "./use-section.ts"

const AuthorshipLayer = lazy(() => import("../authorship/authorship-layer.tsx"))
const ChangesLayer = lazy(() => import("../changes/changes-layer.tsx"))
const CommentsLayer = lazy(() => import("../comments/comments-layer.tsx"))
const RestoredNotice = lazy(() => import("../history/restored-notice.tsx"))

export function SectionScreen() {
  useLanguage()
  const { sectionId } = useParams({ from: "/p/$publicationId/s/$sectionId" })
  return <OpenSection key={sectionId} sectionId={sectionId as SectionId} />
}

/** Below this the page is one column: as in section.css. */
const withoutColumns = "(width < 64rem)"

type Question = WritingQuestion | "contents" | "print"

const PrintDialog = lazy(async () => ({ default: (await import("../print/print-dialog.tsx")).PrintDialog }))

/** Also of a section that is not there for this person, or no longer: this device may still have words that never reached it. */
function OpenSection({ sectionId }: { sectionId: SectionId }) {
  const { publication, personId } = usePublication()
  const section = publication.sections[sectionId]
  const former = publication.formerSections[sectionId]
  const rights = useSectionRights(sectionId)
  const [question, setQuestion] = useState<Question | null>(null)
  // Of one that was merged away too: what was not sent yet follows its text.
  const isThere = section !== undefined || former !== undefined
  const session = useSection(sectionId, personId, { isThere, mayWrite: rights.mayWrite }, setQuestion)
  if (!section) {
    const leftOver = session ? <WordsLeftOver session={session} /> : null
    if (former === undefined) return <NotFoundScreen>{leftOver}</NotFoundScreen>
    return (
      <MergedAway former={former} editor={session?.editor}>
        {leftOver}
      </MergedAway>
    )
  }
  return session ? (
    <SectionPage section={section} session={session} rights={rights} question={question} setQuestion={setQuestion} />
  ) : null
}

function SectionPage({
  section,
  session,
  rights: ownRights,
  question,
  setQuestion,
}: {
  section: Section
  session: SectionSession
  rights: SectionRights
  question: Question | null
  setQuestion: (question: Question | null) => void
}) {
  const { publication } = usePublication()
  const first = useReadingFirst(session)
  /** As they are used now: who reads first has no tools about. */
  const rights = first.isReading ? { ...ownRights, mayWrite: false } : ownRights
  const tree = useMemo(() => outline(publication), [publication])
  const neighbours = neighboursOf(tree, section.id)
  const readingId = useId()
  const [showsAuthors, setShowsAuthors] = useState(false)
  const images = useOpenImages(section.id, session)
  const [desk] = useState(() => new CommentDesk())
  /** First the text and what answers to typing; what else is done with it is drawn in the breaks after that. */
  const isSettled = useDeferredValue(true, false)
  const hasTools = rights.mayWrite && isSettled
  useTitle(section.title, publication.title)

  const hasPeopleInHead = useMedia(withoutColumns) && !first.isNarrow
  const people = <PeopleHere sectionId={section.id} pointAt={(id) => session.pointAt(id)} />

  return (
    <div className="section-page">
      <div data-region="" className="section-side no-print">
        <SectionOutline session={session} section={section}>
          {isSettled ? <SectionContents tree={tree} current={section.id} /> : null}
        </SectionOutline>
      </div>
      <div className="section-main">
        <SectionHeader
          section={section}
          neighbours={neighbours}
          onAsk={setQuestion}
          showsAuthors={showsAuthors}
          onAuthors={() => setShowsAuthors(!showsAuthors)}
        >
          {hasPeopleInHead ? people : null}
        </SectionHeader>
        <ConnectionNotice saysOffline={false} />
        <ReadingNotice rights={ownRights} id={readingId} />
        <ConsolidateNotice sectionId={section.id} editor={session.editor} />
        <SectionNotices session={session} mayWrite={ownRights.mayWrite} />
        <Restored sectionId={section.id} session={session} mayWrite={ownRights.mayWrite} />
        <SectionBar
          section={section}
          session={session}
          images={images}
          rights={rights}
          isSettled={isSettled}
          question={question}
          ask={setQuestion}
        >
          <CommentsButton desk={desk} />
          {first.isNarrow ? people : null}
          {first.isNarrow && ownRights.mayWrite ? <WritingSwitch first={first} session={session} /> : null}
        </SectionBar>
        <BelongsHere session={session} section={section} />
        {hasTools ? <TableToolbar editor={session.editor} dir={section.dir} /> : null}
        <TextCanvas
          section={section}
          session={session}
          mayWrite={rights.mayWrite}
          describedBy={ownRights.mayWrite && !ownRights.isEditorialOnly ? undefined : readingId}
        >
          {rights.mayWrite ? <SlashMenu editor={session.editor} hasImages={images !== null} ask={setQuestion} /> : null}
          <Suspense>
            {isSettled ? <ChangesLayer session={session} section={section} /> : null}
            {showsAuthors ? (
              <AuthorshipLayer session={session} section={section} onHide={() => setShowsAuthors(false)} />
            ) : null}
          </Suspense>
          <NumberLayer editor={session.editor} section={section} />
          <ReferenceLayer
            editor={session.editor}
            section={section}
            mayWrite={rights.mayWrite}
            isAsked={question === "reference"}
            onAsk={(isAsked) => setQuestion(isAsked ? "reference" : null)}
          />
          {images ? <ImageLayer editor={session.editor} open={images} mayWrite={rights.mayWrite} /> : null}
          <LinkLayer session={session} section={section} />
        </TextCanvas>
        <SectionShape session={session} section={section} mayWrite={rights.mayWrite} />
        <PasteNotice pasting={session.pasting} />
        <CutNotice section={section} session={session} />
        {images ? <ImageNotice placing={images.placing} /> : null}
        {isSettled ? <SectionTurning neighbours={neighbours} publicationId={publication.id} /> : null}
      </div>
      <div className="section-beside">
        {first.isNarrow || hasPeopleInHead ? null : people}
        <Suspense>{isSettled ? <CommentsLayer session={session} section={section} desk={desk} /> : null}</Suspense>
      </div>
      {question === "link" ? <LinkDialog editor={session.editor} onClose={() => setQuestion(null)} /> : null}
      {question === "print" ? (
        <Suspense>
          <PrintDialog only={section.id} onClose={() => setQuestion(null)} />
        </Suspense>
      ) : null}
      {question === "contents" ? (
        <Dialog title={m.sections()} place="start" onClose={() => setQuestion(null)}>
          <SectionContents tree={tree} current={section.id} onFollow={() => setQuestion(null)} />
        </Dialog>
      ) : null}
    </div>
  )
}

/** Only somebody who comes from the history with an older text loads what restores it. */
function Restored(props: { sectionId: string; session: SectionSession; mayWrite: boolean }) {
  const [isAsked] = useState(() => hasRestore(props.sectionId))
  return isAsked ? (
    <Suspense>
      <RestoredNotice {...props} />
    </Suspense>
  ) : null
}

/** Sticks to the top while the text scrolls under it: what can be done, and whether it is saved. */
function SectionBar({
  section,
  session,
  images,
  rights,
  isSettled,
  question,
  ask,
  children,
}: {
  section: Section
  session: SectionSession
  images: OpenImages | null
  rights: SectionRights
  isSettled: boolean
  question: Question | null
  ask: (question: WritingQuestion | null) => void
  /** What else stands in it where there is no other room. */
  children?: ReactNode
}) {
  const hasTools = rights.mayWrite && isSettled
  return (
    <div data-region="" data-is-reading={!rights.mayWrite || undefined} className="section-bar no-print">
      {hasTools ? <FormattingToolbar session={session} images={images} asked={question} ask={ask} /> : null}
      {hasTools ? <ConsolidateMenu section={section} session={session} /> : null}
      {isSettled ? (
        <FindPlace session={session} mayWrite={rights.mayWrite} language={section.language} />
      ) : (
        <span aria-hidden className="find-room" />
      )}
      <Saving session={session} />
      {children}
      {rights.mayWrite ? <SavingAnswer session={session} /> : null}
    </div>
  )
}

/** By itself, since it changes while one types and the buttons beside it do not. */
function Saving({ session }: { session: SectionSession }) {
  const kind = useCalmSaving(session)
  const isLoaded = useSectionPart(session, (view) => view.isLoaded)
  return <SavingStatus kind={kind} isLoaded={isLoaded} />
}

function SectionHeader({
  section,
  neighbours,
  onAsk,
  showsAuthors,
  onAuthors,
  children,
}: {
  section: Section
  neighbours: Neighbours
  onAsk: (question: Question) => void
  showsAuthors: boolean
  onAuthors: () => void
  /** Stands beside the title. */
  children: ReactNode
}) {
  const language = useLanguage()
  const { publication } = usePublication()
  const now = useNow()
  const lead = displayMember(publication, section.leadPerson)
  const titleLanguage = section.language === publication.originalLanguage ? language : section.language
  const translated = section.titleI18n[titleLanguage]
  return (
    <header className="pb-6">
      <nav aria-label={m.where_you_are()} className="no-print flex flex-wrap items-center gap-x-2 text-sm">
        <Link to="/p/$publicationId" params={{ publicationId: publication.id }} className="link">
          {m.contents()}
        </Link>
        {neighbours.ancestors.map((node) => (
          <span key={node.section.id} className="contents">
            <span aria-hidden className="text-ink-faint">
              /
            </span>
            <SectionLink node={node} publicationId={publication.id} />
          </span>
        ))}
        <span className="section-actions ms-auto flex gap-1">
          <Button kind="quiet" onPress={() => onAsk("contents")} className="section-drawer-button">
            <ListTree aria-hidden size={16} />
            {m.sections()}
          </Button>
          <IconButton label={m.print()} onPress={() => onAsk("print")}>
            <Printer aria-hidden size={16} />
          </IconButton>
          <Button kind="quiet" onPress={onAuthors}>
            <Users aria-hidden size={16} />
            <span className="max-sm:sr-only">{showsAuthors ? m.authorship_hide() : m.authorship_show()}</span>
          </Button>
          <Link
            to="/p/$publicationId/s/$sectionId/history"
            params={{ publicationId: publication.id, sectionId: section.id }}
            className="button"
            data-kind="quiet"
          >
            <History aria-hidden size={16} />
            {m.history()}
          </Link>
        </span>
      </nav>
      <div className="flex items-start gap-4 pt-4">
        <h1
          lang={publication.originalLanguage}
          className="flex min-w-0 flex-1 flex-wrap gap-x-4 font-serif text-2xl font-semibold tracking-tight text-balance"
        >
          {neighbours.node ? <span className="font-normal text-ink-faint">{numberWords(neighbours.node)}</span> : null}
          <span className="min-w-0 flex-1 basis-64">{section.title}</span>
        </h1>
        {children}
      </div>
      {translated && translated !== section.title ? (
        <p className="pt-1 font-serif text-lg text-ink-soft">
          <bdi lang={titleLanguage}>{translated}</bdi>
        </p>
      ) : null}
      <dl className="section-facts">
        <Fact term={m.state()}>
          <strong className="font-semibold text-ink">{stateWords(section.state)}</strong>{" "}
          <EndOfState section={section} now={now} />
        </Fact>
        <Fact term={m.text_class()}>
          <span className="class-mark" data-class={section.textClass} />
          {classWords(section.textClass)}
        </Fact>
        <Fact term={m.lead()} isTermShown>
          {lead.isOrganizationOnly
            ? lead.name
            : `${lead.name}, ${publication.organizations[section.leadOrg]?.name ?? lead.organization}`}
        </Fact>
        <Fact term={m.audience()}>{audienceWords(section.audience)}</Fact>
        <Fact term={m.language_of_text()}>{languageName(section.language, language)}</Fact>
      </dl>
    </header>
  )
}

const Fact = ({
  term,
  isTermShown = false,
  children,
}: {
  term: string
  /** Where the words alone do not say what they are. */
  isTermShown?: boolean
  children: ReactNode
}) => (
  <div>
    <dt className={isTermShown ? "me-1 inline text-ink-faint" : "visually-hidden"}>{term}</dt>
    <dd className="inline">{children}</dd>
  </div>
)

function SectionLink({ node, publicationId }: { node: OutlineNode; publicationId: string }) {
  return (
    <Link to="/p/$publicationId/s/$sectionId" params={{ publicationId, sectionId: node.section.id }} className="link">
      {numberWords(node)} {node.section.title}
    </Link>
  )
}

/** The pages before and after, as at the foot of a book. */
function SectionTurning({ neighbours, publicationId }: { neighbours: Neighbours; publicationId: string }) {
  const { previous, next } = neighbours
  const turn = (node: OutlineNode, isNext: boolean) => (
    <Link
      to="/p/$publicationId/s/$sectionId"
      params={{ publicationId, sectionId: node.section.id }}
      className={`turn ${isNext ? "turn-next" : ""}`}
    >
      {isNext ? null : <ArrowLeft aria-hidden size={18} className="shrink-0" />}
      <span className="min-w-0">
        <span className="block text-sm text-ink-soft">{isNext ? m.next_section() : m.previous_section()}</span>
        <span className="block font-serif font-medium">
          {numberWords(node)} {node.section.title}
        </span>
      </span>
      {isNext ? <ArrowRight aria-hidden size={18} className="shrink-0" /> : null}
    </Link>
  )
  return (
    <nav aria-label={m.neighbouring_sections()} className="turns no-print">
      {previous ? turn(previous, false) : <span />}
      {next ? turn(next, true) : null}
    </nav>
  )
}
