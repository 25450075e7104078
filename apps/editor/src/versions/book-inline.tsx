import type { BookHead, BookInline, BookNote, BookText, BookWords } from "@codraft/publish/book"
import type { ReactNode } from "react"

/** Where words of a book stand: in which part or table their notes are, and which of these are referred to already. */
export interface Around {
  readonly imageUrl: (blob: string) => string
  /** In the language of the book, as all that the page says. */
  readonly words: Pick<BookWords, "backToText">
  /** Of the text around. */
  readonly language: string
  /** What ids of notes begin with: those of the part, and in a table those of the table. */
  readonly partNotes: string
  readonly tableNotes?: string
  /** Notes lead back to where they are first referred to. */
  readonly referred: Set<string>
}

export const noteId = (scope: string, index: number): string => `${scope}-note-${index + 1}`
export const noteReferenceId = (note: string): string => `${note}-ref`

/** The attributes of an element that is a place of its own, or in another language than what is around. */
export function headOf({ id, language, dir }: BookHead) {
  return {
    ...(id === undefined ? {} : { id, "data-block": id }),
    ...(language === undefined ? {} : { lang: language }),
    ...(dir === undefined ? {} : { dir }),
  }
}

/** Texts of one language are one passage: each by itself would be laid out as if the others were not there. */
export function inlineOf(content: readonly BookInline[], around: Around): ReactNode[] {
  const passages: { language: string | undefined; dir: BookText["dir"]; parts: ReactNode[] }[] = []
  for (const [index, part] of content.entries()) {
    const { language, dir } = part.type === "text" ? part : {}
    const shown = <Inline key={index}>{inlinePart(part, around)}</Inline>
    const last = passages.at(-1)
    if (last !== undefined && last.language === language && last.dir === dir) last.parts.push(shown)
    else passages.push({ language, dir, parts: [shown] })
  }
  return passages.map(({ language, dir, parts }, index) =>
    language === undefined && dir === undefined ? (
      // oxlint-disable-next-line react/no-array-index-key -- a version does not change
      <Inline key={index}>{parts}</Inline>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- as above
      <span key={index} lang={language} dir={dir}>
        {parts}
      </span>
    ),
  )
}

/** Gives what stands in a line a key and no element. */
const Inline = ({ children }: { children: ReactNode }) => children

function inlinePart(part: BookInline, around: Around): ReactNode {
  switch (part.type) {
    case "text":
      return run(part)
    case "break":
      return <br />
    case "link":
      return (
        <a href={part.url} target="_blank" rel="noopener noreferrer">
          {inlineOf(part.content, around)}
        </a>
      )
    case "note":
      return noteReference(part, around)
    case "reference":
      return (
        // Words that the text itself has not got.
        <span data-sign="">{part.to === undefined ? part.words : <a href={`#${part.to}`}>{part.words}</a>}</span>
      )
    default:
      return part satisfies never
  }
}

function noteReference(part: Extract<BookInline, { type: "note" }>, around: Around): ReactNode {
  const note = noteId(part.of === "table" ? (around.tableNotes ?? around.partNotes) : around.partNotes, part.note)
  const isFirst = !around.referred.has(note)
  around.referred.add(note)
  return (
    <sup>
      <a href={`#${note}`} role="doc-noteref" {...(isFirst ? { id: noteReferenceId(note) } : {})}>
        {part.label}
      </a>
    </sup>
  )
}

function run({ text, ...formats }: BookText): ReactNode {
  let shown: ReactNode = text
  if (formats.superscript) shown = <sup>{shown}</sup>
  if (formats.subscript) shown = <sub>{shown}</sub>
  if (formats.strikethrough) shown = <s>{shown}</s>
  if (formats.underline) shown = <u>{shown}</u>
  if (formats.italic) shown = <em>{shown}</em>
  if (formats.bold) shown = <strong>{shown}</strong>
  return shown
}

/** The notes of a part or a table, each with its label and the way back. */
export function notesOf(notes: readonly BookNote[], scope: string, around: Around): ReactNode {
  return (
    <ol className="book-notes">
      {notes.map((note, index) => {
        const id = noteId(scope, index)
        const content = inlineOf(note.content, around)
        return (
          <li key={id} {...headOf({ ...note, id })} data-place={note.id}>
            <span className="book-mark">{note.label}</span>
            {content}
            {around.referred.has(id) ? (
              <>
                {" "}
                <a
                  href={`#${noteReferenceId(id)}`}
                  role="doc-backlink"
                  className="no-print"
                  aria-label={`${around.words.backToText} ${note.label}`}
                >
                  ↩
                </a>
              </>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
