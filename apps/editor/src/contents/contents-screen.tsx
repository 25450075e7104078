import type { Section } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { Plus } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { GeneralCommentsBeside, GeneralCommentsButton, useGeneralComments } from "../comments/general-comments.tsx"
import { NewsOfPublication } from "../changes/section-news.tsx"
import { languageName, m, useLanguage } from "../language/language.ts"
import { useCommand } from "../publication/commands.ts"
import { ConnectionNotice } from "../publication/connection-notice.tsx"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { Calendar } from "./calendar-strip.tsx"
import { Outline } from "./outline.tsx"
import { type Question, QuestionDialog } from "./question-dialog.tsx"
import "./contents.css"
import { useContents } from "./use-contents.ts"
import { WaitingForYou } from "../waiting/waiting-for-you.tsx"

const TemplatesDialog = lazy(() => import("../templates/templates-dialog.tsx"))

export function ContentsScreen() {
  const language = useLanguage()
  const contents = useContents()
  const { publication, tree } = contents
  const [question, setQuestion] = useState<Question | null>(null)
  const [isSettingTemplates, setTemplates] = useState(false)
  const command = useCommand()
  const comments = useGeneralComments()
  useTitle(publication.title)

  const translated = language === publication.originalLanguage ? undefined : publication.titleI18n[language]
  const ask = (kind: Question["kind"], section?: Section) => setQuestion({ kind, section } as Question)

  return (
    <div className="contents-page">
      <div className="contents-main mx-auto w-full max-w-7xl px-4 pt-8 pb-32 sm:px-8 lg:pt-14">
        <header className="max-w-4xl">
          {publication.series ? (
            <p className="small-caps text-accent">
              {publication.series}
              {publication.seriesNumber ? ` · ${m.series_number({ number: publication.seriesNumber })}` : ""}
            </p>
          ) : null}
          <h1
            lang={publication.originalLanguage}
            className="pt-2 font-serif text-2xl font-semibold tracking-tight text-balance lg:text-3xl"
          >
            {publication.title}
          </h1>
          {translated ? <p className="pt-2 font-serif text-lg text-ink-soft italic">{translated}</p> : null}
          {publication.subtitle ? (
            <p className="pt-2 font-serif text-lg text-ink-soft">{publication.subtitle}</p>
          ) : null}
          <p className="pt-3 text-sm text-ink-soft">
            {m.publication_facts({
              language: languageName(publication.originalLanguage, language),
              zone: publication.timeZone.replaceAll("_", " "),
            })}
          </p>
          <p className="pt-4">
            <GeneralCommentsButton comments={comments} />
          </p>
        </header>

        <div className="pt-6">
          <ConnectionNotice />
        </div>
        <Calendar calendar={publication.calendar} zone={publication.timeZone} now={contents.now} />
        <WaitingForYou here={publication.id} />

        <section className="pt-12">
          <div className="flex flex-wrap items-end justify-between gap-3 border-b-2 border-ink pb-2">
            <h2 id="contents-title" className="font-serif text-xl font-semibold">
              {m.contents()}
            </h2>
            <span className="flex flex-wrap gap-x-4 gap-y-1 self-center text-sm sm:ms-auto">
              <Link to="/p/$publicationId/coverage" params={{ publicationId: publication.id }} className="link">
                {m.coverage_open()}
              </Link>
              <Link to="/p/$publicationId/read" params={{ publicationId: publication.id }} className="link">
                {m.read_all()}
              </Link>
              <Link to="/p/$publicationId/review" params={{ publicationId: publication.id }} className="link">
                {m.register_all_comments()}
              </Link>
              <Link to="/p/$publicationId/versions" params={{ publicationId: publication.id }} className="link">
                {m.versions()}
              </Link>
            </span>
            <span className="flex flex-wrap gap-2">
              {contents.maySetTemplates ? <Button onPress={() => setTemplates(true)}>{m.templates()}</Button> : null}
              {contents.mayAdd ? (
                <Button onPress={() => ask("add")}>
                  <Plus aria-hidden size={16} />
                  {m.add_section()}
                </Button>
              ) : null}
            </span>
          </div>
          {command.problem ? (
            <div className="pt-4">
              <Notice kind="warn" isUrgent action={<Button onPress={command.dismiss}>{m.understood()}</Button>}>
                {command.problem}
              </Notice>
            </div>
          ) : null}
          <nav aria-labelledby="contents-title" data-region="">
            {tree.length === 0 ? (
              <p className="py-10 font-serif text-lg text-ink-soft">
                {contents.mayAdd ? m.contents_empty_editor() : m.contents_empty()}
              </p>
            ) : (
              <NewsOfPublication>
                <Outline contents={contents} ask={ask} run={command.run} />
              </NewsOfPublication>
            )}
          </nav>
        </section>
        {isSettingTemplates ? (
          <Suspense fallback={null}>
            <TemplatesDialog onClose={() => setTemplates(false)} />
          </Suspense>
        ) : null}
        {question ? <QuestionDialog question={question} contents={contents} onClose={() => setQuestion(null)} /> : null}
      </div>
      <GeneralCommentsBeside comments={comments} />
    </div>
  )
}
