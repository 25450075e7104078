import { type Book, type BookPart, contentsOf } from "@codraft/publish/book"
import { memo, type ReactNode, useMemo } from "react"
import { m } from "../language/language.ts"
import { blocksOf } from "./book-blocks.tsx"
import { type Around, notesOf } from "./book-inline.tsx"

/** How many blocks are laid out together; the rest waits until it comes near. */
const portionBlocks = 60
const levelMax = 6

/** The book of a version on one page: all that it says, and nothing else. */
export const BookPages = memo(function BookPages({
  book,
  images,
  atPart,
}: {
  book: Book
  /** Where its images are, to be followed by their hashes. Null before its files are made: then they are those of the sections. */
  images: string | null
  /** What can be done with a part whose text is in. */
  atPart?: (part: BookPart) => ReactNode
}) {
  const { cover, imprint, abbreviations, words } = book
  return (
    <article className="version-book" lang={book.language} dir={book.dir}>
      <div className="book-cover">
        {cover.series ? (
          <p className="small-caps text-accent">
            {cover.series}
            {cover.seriesNumber ? ` · ${cover.seriesNumber}` : ""}
          </p>
        ) : null}
        <p className="book-title">{cover.title}</p>
        {cover.subtitle ? <p className="book-subtitle">{cover.subtitle}</p> : null}
        <p className="book-facts">
          {cover.symbol ? (
            <>
              <strong>{cover.symbol}</strong>
              <br />
            </>
          ) : null}
          <bdi>{cover.versionTitle}</bdi> · <time dateTime={cover.isoDate}>{cover.date}</time>
          <br />
          {words.distribution}: {cover.distribution} · {words.originalLanguage}: {cover.originalLanguage}
        </p>
      </div>
      <div className="book-imprint">
        {imprint.notices.map((notice) => (
          <p key={notice}>{notice}</p>
        ))}
      </div>
      <div className="book-toc">
        <h2>{words.contents}</h2>
        <nav aria-label={words.contents}>
          <ol className="book-outline">
            {contentsOf(book).map(({ id, rank, number: mark, title, language, dir }) => (
              <li key={id} style={{ marginInlineStart: `${(rank - 1) * 1.5}rem` }}>
                <a href={`#${id}`} className="book-link">
                  {mark === "" ? null : <span className="book-number">{mark}</span>}
                  <span lang={language} dir={dir}>
                    {title}
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </div>
      {abbreviations.length > 0 ? (
        <section className="book-abbreviations" aria-labelledby="book-abbreviations">
          <h2 id="book-abbreviations">{words.abbreviations}</h2>
          <dl>
            {abbreviations.map(({ short, full, language }) => (
              <div key={short} lang={language}>
                <dt>{short}</dt>
                <dd>{full}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {book.parts.map((part) => (
        <Part
          key={part.id}
          part={part}
          book={book}
          actions={part.isToFollow ? null : atPart?.(part)}
          images={images ?? `/api/sections/${encodeURIComponent(part.id)}/images/`}
        />
      ))}
    </article>
  )
})

const Part = memo(function Part({
  part,
  book,
  images,
  actions,
}: {
  part: BookPart
  book: Book
  images: string
  actions: ReactNode
}) {
  const { id, number, depth, title, language, dir, isToFollow, viewsOf } = part
  const words = useMemo(() => wordsOf(part, images, book.words), [part, images, book])
  return (
    <section data-section={id} aria-labelledby={id} lang={language} dir={dir} className="reading-section book-part">
      <header className="reading-head" data-depth={Math.min(depth, 2)}>
        <h2 id={id} tabIndex={-1} aria-level={Math.min(depth + 2, levelMax)}>
          <span className="reading-number">{number}</span> {title}
        </h2>
        {viewsOf === null ? null : <p className="reading-translated">{viewsOf}</p>}
        {actions}
      </header>
      {isToFollow ? (
        <p className="book-to-follow" lang={book.language} dir={book.dir}>
          {book.words.toFollow}
        </p>
      ) : (
        <div className="reading-text">{words}</div>
      )}
    </section>
  )
})

function wordsOf(part: BookPart, images: string, words: Book["words"]) {
  const around: Around = {
    imageUrl: (blob) => `${images}${blob}`,
    words,
    language: part.language,
    partNotes: part.id,
    referred: new Set(),
  }
  const portions = []
  for (let from = 0; from < part.blocks.length; from += portionBlocks) {
    portions.push(
      <div key={from} className="text reading-portion">
        {blocksOf(part.blocks.slice(from, from + portionBlocks), around)}
      </div>,
    )
  }
  return (
    <>
      {portions}
      {part.notes.length > 0 ? (
        <div className="text reading-portion">
          <section role="doc-endnotes" aria-label={words.notes}>
            {notesOf(part.notes, part.id, around)}
          </section>
        </div>
      ) : null}
    </>
  )
}

/** The parts of the book; each line leads down to its part. */
export function BookContents({ book, onFollow }: { book: Book; onFollow?: () => void }) {
  return (
    <nav data-region="" aria-label={m.contents()} className="reading-contents" lang={book.language} dir={book.dir}>
      <ol className="book-outline">
        {book.parts.map(({ id, number, depth, title, language, dir, isToFollow }) => (
          <li key={id} style={{ marginInlineStart: `${Math.min(depth, 4) * 0.875}rem` }}>
            <a href={`#${id}`} className="book-link" {...(onFollow ? { onClick: onFollow } : {})}>
              <span className="book-number">{number}</span>
              <span>
                <span lang={language} dir={dir}>
                  {title}
                </span>
                {isToFollow ? <span className="text-ink-faint"> {book.words.toFollow}</span> : null}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
