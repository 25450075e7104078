import { canReadRegister, canReadVersion, isOfSecretariat, type SectionId, versionOf } from "@codraft/publication"
import type { BookPart } from "@codraft/publish/book"
import { Link, useParams } from "@tanstack/react-router"
import { ArrowLeft } from "lucide-react"
import { useCallback, useDeferredValue } from "react"
import { m, useLanguage } from "../language/language.ts"
import { problemWords } from "../publication/commands.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { usePublication } from "../publication/publication-context.ts"
import { CopyLinkAtHand, ReadingLinks } from "../reading/reading-links.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { NotFoundScreen } from "../workspace/not-found-screen.tsx"
import { RequestError } from "../workspace/request.ts"
import { BookPages } from "./book-pages.tsx"
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
import { Unsigned } from "./unsigned/unsigned.tsx"
import { isInMaking } from "./unsigned/unsigned-version.ts"
import { integrityOf, useFrozenText, useOpenedVersion } from "./use-frozen-text.ts"
import { VersionActions } from "./version-actions.tsx"
import { VersionHead } from "./version-head.tsx"
import { TextAwaited, VersionPage } from "./version-page.tsx"
import { versionWords } from "./version-words.ts"
import { filePath, imagesPath, placePath } from "./versions-path.ts"

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
  const comments = useCommentsOfVersion()
  useTitle(version ? versionWords(version) : m.versions(), publication.title)

  // A long book is laid out piece by piece, while the page answers to whoever uses it.
  const book = useDeferredValue(text.data?.book ?? null)
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
    <VersionPage
      book={book}
      lead={
        <Link to="/p/$publicationId/versions" params={{ publicationId: publication.id }} className="link reading-back">
          <ArrowLeft aria-hidden size={16} />
          {m.versions()}
        </Link>
      }
      tools={
        <>
          <VersionCommentsButton comments={comments} />
          <CopyLinkAtHand pathOf={pathOf} />
        </>
      }
      beside={
        <>
          {book && mayOpen ? <CommentsBesideVersion comments={comments} version={version} book={book} /> : null}
          {book ? <ReadingLinks pathOf={pathOf} /> : null}
        </>
      }
    >
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
          <Downloads
            there={version.seal ?? version.made}
            isInMaking={isInMaking(version)}
            pathOf={(name) => filePath(publication.id, number, name)}
          >
            <Unsigned version={version} />
          </Downloads>
          {canReadRegister(publication, personId) ? (
            <RegisterDownloads publicationId={publication.id} version={version} />
          ) : null}
          <VersionActions version={version} />
          {isInside ? <CirculatedTo version={version} /> : null}
          {isInside ? <FreezeRecord publicationId={publication.id} number={number} /> : null}
        </div>
      ) : null}
      <TextAwaited
        isLoading={mayOpen && !text.isError && book === null}
        problem={
          text.isError
            ? text.error instanceof RequestError
              ? problemWords(text.error)
              : m.version_text_unreadable()
            : null
        }
        onAgain={() => void text.refetch()}
      />
      {book ? (
        <BookPages
          book={book}
          images={(version.seal ?? version.made) === null ? null : imagesPath(publication.id, number)}
          atPart={atPart}
        />
      ) : null}
    </VersionPage>
  )
}
