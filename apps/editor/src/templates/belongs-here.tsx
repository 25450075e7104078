import { can, type Section } from "@codraft/publication"
import { targetByCode } from "@codraft/publication/targets"
import type { LexicalEditor } from "lexical"
import { type ReactNode, useState } from "react"
import { EndOfState } from "../contents/end-words.tsx"
import { audienceWords } from "../contents/section-words.ts"
import { limitWords, pagesShown } from "../counts/length-words.ts"
import { useTextCount } from "../counts/use-text-count.ts"
import { m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useIsEmpty } from "../section/use-is-empty.ts"
import { useNow } from "../time/use-now.ts"
import { Button } from "../ui/button.tsx"
import { UseTemplate } from "./use-template.tsx"

/** What belongs into a section in which nothing is written yet. It goes with the first word. */
export default function BelongsHere({ editor, section }: { editor: LexicalEditor; section: Section }) {
  const isBlank = useIsEmpty(editor)
  const { isCounted, words, headings } = useTextCount(editor, section.language)
  // The headings of a template are no words of its writers.
  const isUnwritten = section.shape !== undefined && headings.every((heading) => heading.words === 0)
  const isOnlyHeadings = isUnwritten && words > 0 && headings.length > 0
  return isCounted && (isBlank || isOnlyHeadings) ? (
    <Panel section={section} mayShape={isBlank && section.shape === undefined} />
  ) : null
}

function Panel({ section, mayShape }: { section: Section; mayShape: boolean }) {
  const language = useLanguage()
  const { publication, personId } = usePublication()
  const now = useNow()
  const [isAsking, setAsking] = useState(false)
  const limit = section.limit ?? null
  const hasTemplates = Object.keys(publication.templates).length > 0
  const mayUse = can(publication, personId, "changeSubstance", { sectionId: section.id, at: now }).allowed
  return (
    <section aria-labelledby="belongs-title" data-region="" className="belongs no-print">
      <h2 id="belongs-title" className="font-semibold">
        {m.belongs_here()}
      </h2>
      {section.purpose ? (
        <p lang={publication.originalLanguage} className="pt-1">
          {section.purpose}
        </p>
      ) : null}
      <dl className="belongs-facts">
        {section.targets.length > 0 ? (
          <Fact term={m.targets()}>
            <ul>
              {section.targets.slice(0, targetsShown).map((code) => (
                <li key={code}>
                  <strong className="font-semibold">{code}</strong>{" "}
                  <span lang="en">{targetByCode(code)?.label ?? ""}</span>
                </li>
              ))}
              {section.targets.length > targetsShown ? (
                <li>{m.and_more({ count: section.targets.length - targetsShown })}</li>
              ) : null}
            </ul>
          </Fact>
        ) : null}
        <Fact term={m.audience()}>{audienceWords(section.audience)}</Fact>
        {limit ? (
          <Fact term={m.limit()}>
            {limit.unit === "words"
              ? `${limitWords(limit, language)} (${m.about_pages({ shown: pagesShown(limit.count, language) })})`
              : limitWords(limit, language)}
          </Fact>
        ) : null}
        {section.until ? (
          <Fact term={m.deadline()}>
            <EndOfState section={section} now={now} />
          </Fact>
        ) : null}
      </dl>
      {mayShape && mayUse && hasTemplates ? (
        <div className="pt-3">
          <Button onPress={() => setAsking(true)}>{m.use_template()}</Button>
        </div>
      ) : null}
      {isAsking ? <UseTemplate section={section} onClose={() => setAsking(false)} /> : null}
    </section>
  )
}

const targetsShown = 6

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)
