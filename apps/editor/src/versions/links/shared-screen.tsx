import { Link, useParams } from "@tanstack/react-router"
import { ListTree, Printer } from "lucide-react"
import { useCallback, useDeferredValue, useState } from "react"
import { m, useLanguage } from "../../language/language.ts"
import { LostPassage } from "../../links/lost-passage.tsx"
import { useLinkedPassage } from "../../links/use-linked-passage.ts"
import { problemWords } from "../../publication/commands.ts"
import { goToPassage } from "../../reading/passages.ts"
import "../../reading/reading.css"
import { instantWords } from "../../time/words.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useTitle } from "../../ui/use-title.ts"
import { RequestError } from "../../workspace/request.ts"
import { BookContents, BookPages } from "../book-pages.tsx"
import { Downloads } from "../downloads.tsx"
import { CorrectedBy } from "../hand-over/corrections.tsx"
import { integrityOf, useFrozenTextAt } from "../use-frozen-text.ts"
import { VersionHead } from "../version-head.tsx"
import { versionWords } from "../version-words.ts"
import "../versions.css"
import "./links.css"
import { type SharedVersion, sharedPath, useSharedVersion } from "./use-shared-version.ts"

/** What a link leads to: one version, for whoever has the link. */
export function SharedScreen() {
  useLanguage()
  const { token } = useParams({ from: "/v/$token" })
  const shared = useSharedVersion(token)
  if (shared.error instanceof RequestError && shared.error.status === 404) return <LinkGone />
  if (shared.data) return <SharedPage token={token} shared={shared.data} />
  if (shared.isPending) return <output className="block px-4 py-16 text-ink-soft sm:px-8">{m.loading()}</output>
  return (
    <div className="shared-gone">
      <Notice kind="warn" isUrgent action={<Button onPress={() => void shared.refetch()}>{m.try_again()}</Button>}>
        {problemWords(shared.error)}
      </Notice>
    </div>
  )
}

function LinkGone() {
  useTitle(m.shared_gone_title())
  return (
    <div className="shared-gone">
      <h1 className="font-serif text-2xl font-semibold text-balance">{m.shared_gone_title()}</h1>
      <p className="pt-3 font-serif text-lg text-ink-soft">{m.shared_gone_text()}</p>
    </div>
  )
}

function SharedPage({ token, shared }: { token: string; shared: SharedVersion }) {
  const { publication, version, files, expiresAt } = shared
  const text = useFrozenTextAt(sharedPath(token, "publication.json"), true)
  const [isContentsOpen, setContentsOpen] = useState(false)
  useTitle(versionWords(version), publication.title)
  const book = useDeferredValue(text.data?.book ?? null)
  const look = useCallback(
    (place: string) => {
      if (book === null) return "wait"
      const element = document.querySelector<HTMLElement>(`.version-book [id="${CSS.escape(place)}"]`)
      if (element === null) return "lost"
      goToPassage(element, null)
      return "found"
    },
    [book],
  )
  const { isLost, dismiss } = useLinkedPassage(look, watchNothing)
  const { frozenBy } = version
  return (
    <div className="reading-page version-page">
      <aside className="reading-side no-print">{book ? <BookContents book={book} /> : null}</aside>
      <div className="reading-main">
        <div data-region="" className="reading-bar no-print">
          <p
            title={publication.title}
            className="min-w-0 truncate font-serif text-ink-soft"
            lang={publication.language}
          >
            {publication.title}
          </p>
          {book ? (
            <span className="reading-tools">
              <Button kind="quiet" className="reading-drawer-button" onPress={() => setContentsOpen(true)}>
                <ListTree aria-hidden size={16} />
                {m.sections()}
              </Button>
              <Button kind="quiet" onPress={() => print()}>
                <Printer aria-hidden size={16} />
                {m.print_now()}
              </Button>
            </span>
          ) : null}
        </div>
        <VersionHead
          version={version}
          timeZone={publication.timeZone}
          frozenBy={frozenBy === null ? null : [frozenBy.name, frozenBy.organization].filter(Boolean).join(", ")}
          circulation={null}
          integrity={text.data ? integrityOf(text.data, version) : null}
        />
        <CorrectedBy corrections={shared.corrections} timeZone={publication.timeZone} />
        <div className="version-files no-print" data-region="">
          <Downloads seal={files && { files, failed: [] }} pathOf={(name) => sharedPath(token, name)} />
          <div className="shared-facts">
            <span>{m.shared_until({ when: instantWords(expiresAt, publication.timeZone) })}</span>
            <Link to="/verify" className="link">
              {m.shared_verify()}
            </Link>
          </div>
        </div>
        {text.isPending || (text.data && book === null) ? (
          <output className="block py-10 text-ink-soft">{m.loading_text()}</output>
        ) : null}
        {text.isError ? (
          <div className="pt-6">
            <Notice kind="warn" action={<Button onPress={() => void text.refetch()}>{m.try_again()}</Button>}>
              {m.version_text_unreadable()}
            </Notice>
          </div>
        ) : null}
        {book ? (
          // Its images are there when its files are.
          <BookPages key={String(files !== null)} book={book} images={`${sharedPath(token, "images")}/`} />
        ) : null}
      </div>
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
