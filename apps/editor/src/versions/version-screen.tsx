import { canReadRegister, canReadVersion, isOfSecretariat, type SectionId, versionOf } from "@codraft/publication"
import type { BookPart } from "@codraft/publish/book"
import { Link, useParams } from "@tanstack/react-router"
import { ArrowLeft, ListTree, Printer } from "lucide-react"
import { useCallback, useDeferredValue, useState } from "react"
import { m, useLanguage } from "../language/language.ts"
import { LostPassage } from "../links/lost-passage.tsx"
import { useLinkedPassage } from "../links/use-linked-passage.ts"
import { problemWords } from "../publication/commands.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { goToPassage } from "../reading/passages.ts"
import { CopyLinkAtHand, ReadingLinks } from "../reading/reading-links.tsx"
import "../reading/reading.css"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { NotFoundScreen } from "../workspace/not-found-screen.tsx"
import { RequestError } from "../workspace/request.ts"
import { BookContents, BookPages } from "./book-pages.tsx"
import { CirculatedTo } from "./comments/circulated-to.tsx"
import { CommentsBesideVersion, useCommentsOfVersion, VersionCommentsButton } from "./comments/comments-of-version.tsx"
import { CommentDate } from "./comments/comment-date.tsx"
import { RegisterDownloads } from "./cover/register-downloads.tsx"
import { Downloads } from "./downloads.tsx"
import { circulationWords, freezerWords } from "./facts-words.ts"
import { FreezeRecord } from "./freeze-record.tsx"
import { Corrections } from "./hand-over/corrections.tsx"
import { RestoreSection } from "./hand-over/restore-section.tsx"
import { Submissions } from "./hand-over/submissions.tsx"
import { integrityOf, useFrozenText, useOpenedVersion } from "./use-frozen-text.ts"
import { VersionActions } from "./version-actions.tsx"
import { VersionHead } from "./version-head.tsx"
import { versionWords } from "./version-words.ts"
import { filePath, imagesPath, placePath } from "./versions-path.ts"
import "./versions.css"

/** One version: what it is, its files, and its text as it was frozen. */
export function VersionScreen() {
  useLanguage()
  const { publication, personId } = usePublication()
  const { number: asked } = useParams({ from: "/p/$publicationId/versions/$number" })
  const number = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 0
  const known = versionOf(publication, number)
  // One that somebody froze a moment ago may be there before this window has heard of it.
  const opened = useOpenedVersion(publication.id, number, known === null && number > 0)
  const version = known ?? opened.data?.version ?? null
  const mayOpen = known === null ? opened.data !== undefined : canReadVersion(publication, personId, number)
  const text = useFrozenText(publication.id, number, mayOpen)
  const [isContentsOpen, setContentsOpen] = useState(false)
  const comments = useCommentsOfVersion()
  useTitle(version ? versionWords(version) : m.versions(), publication.title)

  // A long book is laid out piece by piece, while the page answers to whoever uses it.
  const book = useDeferredValue(text.data?.book ?? null)
  const look = useCallback(
    (place: string) => {
      if (book === null) return "wait"
      const element = document.querySelector<HTMLElement>(
        `.version-book :is([id="${CSS.escape(place)}"], [data-place="${CSS.escape(place)}"])`,
      )
      if (element === null) return "lost"
      goToPassage(element, null)
      return "found"
    },
    [book],
  )
  const { isLost, dismiss } = useLinkedPassage(look, watchNothing)
  const pathOf = (place: string) => placePath(publication.id, number, place)

  const atPart = useCallback(
    (part: BookPart) =>
      version === null ? null : (
        <RestoreSection version={version} sectionId={part.id as SectionId} title={part.title} />
      ),
    [version],
  )

  if (version === null) {
    if (opened.isFetching) return <output className="block px-4 py-16 text-ink-soft">{m.loading()}</output>
    return <NotFoundScreen />
  }
  const member = publication.members[personId]
  const isInside = member !== undefined && isOfSecretariat(publication, member)
  return (
    <div className="reading-page version-page">
      <aside className="reading-side no-print">{book ? <BookContents book={book} /> : null}</aside>
      <div className="reading-main">
        <div data-region="" className="reading-bar no-print">
          <Link
            to="/p/$publicationId/versions"
            params={{ publicationId: publication.id }}
            className="link reading-back"
          >
            <ArrowLeft aria-hidden size={16} />
            {m.versions()}
          </Link>
          {book ? (
            <span className="reading-tools">
              <Button kind="quiet" className="reading-drawer-button" onPress={() => setContentsOpen(true)}>
                <ListTree aria-hidden size={16} />
                {m.sections()}
              </Button>
              <VersionCommentsButton comments={comments} />
              <CopyLinkAtHand pathOf={pathOf} />
              <Button kind="quiet" onPress={() => print()}>
                <Printer aria-hidden size={16} />
                {m.print_now()}
              </Button>
            </span>
          ) : null}
        </div>
        <div className="no-print">
          <ConnectionNotice />
        </div>
        <VersionHead
          version={version}
          timeZone={publication.timeZone}
          frozenBy={freezerWords(publication, version.frozenBy)}
          circulation={circulationWords(publication, version)}
          integrity={text.data ? integrityOf(text.data, version) : null}
        />
        <Submissions publication={publication} version={version} />
        <Corrections publication={publication} personId={personId} version={version} />
        {mayOpen ? <CommentDate version={version} /> : null}
        {mayOpen ? null : (
          <div className="pt-6">
            <Notice>{m.version_not_circulated_to_you()}</Notice>
          </div>
        )}
        {mayOpen ? (
          <div className="version-files no-print" data-region="">
            <Downloads seal={version.seal} pathOf={(name) => filePath(publication.id, number, name)} />
            {canReadRegister(publication, personId) ? (
              <RegisterDownloads publicationId={publication.id} version={version} />
            ) : null}
            <VersionActions version={version} />
            {isInside ? <CirculatedTo version={version} /> : null}
            {isInside ? <FreezeRecord publicationId={publication.id} number={number} /> : null}
          </div>
        ) : null}
        {mayOpen && !text.isError && book === null ? (
          <output className="block py-10 text-ink-soft">{m.loading_text()}</output>
        ) : null}
        {text.isError ? (
          <div className="pt-6">
            <Notice kind="warn" action={<Button onPress={() => void text.refetch()}>{m.try_again()}</Button>}>
              {text.error instanceof RequestError ? problemWords(text.error) : m.version_text_unreadable()}
            </Notice>
          </div>
        ) : null}
        {book ? (
          <BookPages
            book={book}
            images={version.seal === null ? null : imagesPath(publication.id, number)}
            atPart={atPart}
          />
        ) : null}
      </div>
      {book && mayOpen ? <CommentsBesideVersion comments={comments} version={version} book={book} /> : null}
      {book ? <ReadingLinks pathOf={pathOf} /> : null}
      {isLost ? <LostPassage onClose={dismiss} /> : null}
      {isContentsOpen && book ? (
        <Dialog title={m.sections()} place="start" onClose={() => setContentsOpen(false)}>
          <BookContents book={book} onFollow={() => setContentsOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  )
}

/** The text of a version does not change under whoever looks for a place in it. */
const watchNothing = () => () => {}
