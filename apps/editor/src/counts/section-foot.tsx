import { can, type Section, wordsPerPage } from "@codraft/publication"
import type { LexicalEditor } from "lexical"
import { type ReactNode, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Dialog, DialogTrigger } from "react-aria-components/Dialog"
import { Popover } from "react-aria-components/Popover"
import { AbbreviationsButton } from "../abbreviations/abbreviations-button.tsx"
import { intlLocale, m, useLanguage } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { OutlineDrawer } from "../outline/outline-drawer.tsx"
import type { SectionSession } from "../section/section-session.ts"
import { PartList, usePartStates } from "../templates/part-list.tsx"
import { useNow } from "../time/use-now.ts"
import { Button } from "../ui/button.tsx"
import "./counts.css"
import { isOverLimit, lengthWords, limitWords, overWords, pagesShown } from "./length-words.ts"
import { SetLimit } from "./set-limit.tsx"
import type { TextCount } from "./text-counts.ts"
import { useTextCount } from "./use-text-count.ts"

/** Below the text, out of the way: how long it is, and what of its template is written. */
export default function SectionFoot({
  session,
  section,
  mayWrite,
}: {
  session: SectionSession
  section: Section
  mayWrite: boolean
}) {
  const { shape } = section
  const { editor } = session
  return (
    <section data-region="" aria-label={m.length_of_text()} className="section-foot no-print">
      <span className="foot-length">
        <Length editor={editor} section={section} />
      </span>
      {shape ? <Parts editor={editor} section={section} shape={shape} mayWrite={mayWrite} /> : null}
      <OutlineDrawer session={session} section={section} />
      <AbbreviationsButton session={session} section={section} />
    </section>
  )
}

function Length({ editor, section }: { editor: LexicalEditor; section: Section }) {
  const language = useLanguage()
  const count = useTextCount(editor, section.language)
  const [isAsking, setAsking] = useState(false)
  const limit = section.limit ?? null
  const isOver = isOverLimit(count.words, limit)
  if (!count.isCounted) return null
  const number = new Intl.NumberFormat(intlLocale(language))
  return (
    <>
      <FootPopover
        label={m.length_of_text()}
        button={
          <>
            {count.selectedWords === null
              ? lengthWords(count.words, limit, language)
              : m.words_selected({ shown: number.format(count.selectedWords), of: number.format(count.words) })}
            {isOver && limit ? (
              <strong className="font-semibold text-warn">{overWords(count.words, limit, language)}</strong>
            ) : null}
          </>
        }
      >
        {(close) => (
          <LengthDetails
            count={count}
            section={section}
            onAsk={() => {
              close()
              setAsking(true)
            }}
          />
        )}
      </FootPopover>
      {isAsking ? <SetLimit section={section} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function LengthDetails({ count, section, onAsk }: { count: TextCount; section: Section; onAsk: () => void }) {
  const language = useLanguage()
  const { publication, personId } = usePublication()
  const at = useNow()
  const number = new Intl.NumberFormat(intlLocale(language))
  const limit = section.limit ?? null
  const mayLimit = can(publication, personId, "setSectionLimit", { sectionId: section.id, at }).allowed
  return (
    <div className="grid max-w-72 gap-3 p-2">
      <dl className="length-facts">
        <dt>{m.words()}</dt>
        <dd>{number.format(count.words)}</dd>
        {count.selectedWords === null ? null : (
          <>
            <dt>{m.words_in_selection()}</dt>
            <dd>{number.format(count.selectedWords)}</dd>
          </>
        )}
        <dt>{m.characters()}</dt>
        <dd>{number.format(count.characters)}</dd>
        <dt>{m.pages_estimated()}</dt>
        <dd>{pagesShown(count.words, language)}</dd>
        {limit === null ? null : (
          <>
            <dt>{m.limit()}</dt>
            <dd>{limitWords(limit, language)}</dd>
          </>
        )}
      </dl>
      {isOverLimit(count.words, limit) ? <p className="text-sm">{m.over_limit_explained()}</p> : null}
      <p className="text-sm text-ink-soft">{m.pages_how({ count: number.format(wordsPerPage) })}</p>
      {mayLimit ? <Button onPress={onAsk}>{m.set_limit()}</Button> : null}
    </div>
  )
}

function Parts({
  editor,
  section,
  shape,
  mayWrite,
}: {
  editor: LexicalEditor
  section: Section
  shape: NonNullable<Section["shape"]>
  mayWrite: boolean
}) {
  const states = usePartStates(editor, section, shape)
  const { isCounted } = useTextCount(editor, section.language)
  if (!isCounted) return null
  const amiss = states.filter(({ part, heading }) => part.isLocked && heading !== "there").length
  const written = states.filter(({ isWritten }) => isWritten).length
  return (
    <FootPopover
      label={m.parts_of_text()}
      button={
        <>
          {m.parts_written({ count: written, of: states.length })}
          {amiss > 0 ? <strong className="font-semibold text-warn">{m.headings_amiss({ count: amiss })}</strong> : null}
        </>
      }
    >
      {(close) => <PartList editor={editor} section={section} shape={shape} mayWrite={mayWrite} onFollow={close} />}
    </FootPopover>
  )
}

function FootPopover({
  label,
  button,
  children,
}: {
  label: string
  button: ReactNode
  children: (close: () => void) => ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className="foot-button">{button}</AriaButton>
      <Popover className="popover" placement="top start">
        <Dialog aria-label={label} className="p-1 outline-none">
          {children(() => setOpen(false))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
