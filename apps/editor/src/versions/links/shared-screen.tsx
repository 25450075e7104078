import type { Version } from "@codraft/publication"
import { Link, useParams } from "@tanstack/react-router"
import { useDeferredValue } from "react"
import { m, useLanguage } from "../../language/language.ts"
import { problemWords } from "../../publication/commands.ts"
import { instantWords } from "../../time/words.ts"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useTitle } from "../../ui/use-title.ts"
import { RequestError } from "../../workspace/request.ts"
import { BookPages } from "../book-pages.tsx"
import { Downloads } from "../downloads.tsx"
import { CorrectedBy, Corrects } from "../hand-over/corrections.tsx"
import { integrityOf, useFrozenTextAt } from "../use-frozen-text.ts"
import { VersionHead } from "../version-head.tsx"
import { TextAwaited, VersionPage } from "../version-page.tsx"
import { versionWords } from "../version-words.ts"
import "./links.css"
import { type SharedPlace, type SharedVersion, sharedPath, useSharedVersion } from "./use-shared-version.ts"

/** What a link leads to: one version, for whoever has the link. */
export function SharedScreen() {
  useLanguage()
  return <Shared place={useParams({ from: "/v/$token" })} />
}

/** The same of what corrects that version, where the link leads on. */
export function SharedCorrectionScreen() {
  useLanguage()
  return <Shared place={useParams({ from: "/v/$token/corrections/$correction" })} />
}

function Shared({ place }: { place: SharedPlace }) {
  const shared = useSharedVersion(place)
  if (shared.error instanceof RequestError && shared.error.status === 404) return <LinkGone />
  if (shared.data) return <SharedPage place={place} shared={shared.data} />
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

function SharedPage({ place, shared }: { place: SharedPlace; shared: SharedVersion }) {
  const { publication, version, files, expiresAt, leadsOn, corrects } = shared
  const { token } = place
  const text = useFrozenTextAt(sharedPath(place, "publication.json"), true)
  useTitle(versionWords(version), publication.title)
  const book = useDeferredValue(text.data?.book ?? null)
  const { frozenBy } = version
  const toCorrection = ({ number }: Pick<Version, "number">, name: string) =>
    leadsOn ? (
      <Link
        to="/v/$token/corrections/$correction"
        params={{ token, correction: String(number) }}
        preload={false}
        className="link"
      >
        {name}
      </Link>
    ) : (
      name
    )
  const toCorrected = (name: string) => (
    <Link to="/v/$token" params={{ token }} preload={false} className="link">
      {name}
    </Link>
  )
  return (
    <VersionPage
      book={book}
      lead={
        <p title={publication.title} className="min-w-0 truncate font-serif text-ink-soft" lang={publication.language}>
          {publication.title}
        </p>
      }
    >
      <VersionHead
        version={version}
        timeZone={publication.timeZone}
        frozenBy={frozenBy === null ? null : [frozenBy.name, frozenBy.organization].filter(Boolean).join(", ")}
        circulation={null}
        integrity={text.data ? integrityOf(text.data, version) : null}
      />
      <CorrectedBy corrections={shared.corrections} timeZone={publication.timeZone} named={toCorrection} />
      {corrects === null ? null : (
        <Corrects kind={version.kind} corrected={corrects} timeZone={publication.timeZone} named={toCorrected} />
      )}
      <div className="version-files no-print" data-region="">
        <Downloads
          there={files && { files, failed: [] }}
          isInMaking={files === null}
          pathOf={(name) => sharedPath(place, name)}
        />
        <div className="shared-facts">
          <span>{m.shared_until({ when: instantWords(expiresAt, publication.timeZone) })}</span>
          <Link to="/verify" className="link">
            {m.shared_verify()}
          </Link>
        </div>
      </div>
      <TextAwaited
        isLoading={!text.isError && book === null}
        problem={text.isError ? m.version_text_unreadable() : null}
        onAgain={() => void text.refetch()}
      />
      {book ? (
        // Its images are there when its files are.
        <BookPages key={String(files !== null)} book={book} images={`${sharedPath(place, "images")}/`} />
      ) : null}
    </VersionPage>
  )
}
