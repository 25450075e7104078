import type { BookBlock, BookFigure, BookInline, BookList } from "@codraft/publish/book"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { type Around, headOf, inlineOf } from "./book-inline.tsx"
import { tableOf } from "./book-table.tsx"

const levelMax = 6

/** Blocks as elements, called rather than rendered: what is referred to first is so in the order of the book. */
export function blocksOf(blocks: readonly BookBlock[], around: Around): ReactNode[] {
  // oxlint-disable-next-line react/no-array-index-key -- a version does not change
  return blocks.map((block, index) => <Block key={index}>{blockOf(block, around)}</Block>)
}

/** Gives a block a key and no element. */
const Block = ({ children }: { children: ReactNode }) => children

function blockOf(block: BookBlock, around: Around): ReactNode {
  switch (block.type) {
    case "paragraph":
      return <p {...headOf(block)}>{numbered(block, around)}</p>
    case "heading": {
      const Heading = `h${block.level}` as const
      // The title of the version is the first level, those of parts follow.
      return (
        <Heading {...headOf(block)} aria-level={Math.min(block.rank + 1, levelMax)}>
          {numbered(block, around)}
        </Heading>
      )
    }
    case "quote":
      return <blockquote {...headOf(block)}>{inlineOf(block.content, around)}</blockquote>
    case "list":
      return listOf(block, around)
    case "table":
      return tableOf(block, around)
    case "figure":
      return figureOf(block, around)
    default:
      return block satisfies never
  }
}

/** The number that a block has, and its words. */
export function numbered(
  { number, content }: { number?: string; content: readonly BookInline[] },
  around: Around,
): ReactNode {
  return (
    <>
      {number === undefined ? null : (
        <>
          <span data-number="">{number}</span>{" "}
        </>
      )}
      {inlineOf(content, around)}
    </>
  )
}

function listOf(list: BookList, around: Around): ReactNode {
  const List = list.ordered ? "ol" : "ul"
  return (
    // The marks are the book's and stand in the text.
    <List {...headOf(list)} className="book-list">
      {list.items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a version does not change
        <li key={index} {...headOf(item)}>
          <span className="book-mark" aria-hidden={list.ordered ? undefined : true}>
            {item.mark}
          </span>
          {inlineOf(item.content, around)}
          {item.lists.map((inner, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <Block key={place}>{listOf(inner, around)}</Block>
          ))}
        </li>
      ))}
    </List>
  )
}

function figureOf(figure: BookFigure, around: Around): ReactNode {
  const { file, alt, isDecorative, width, number, caption, credit } = figure
  return (
    <figure {...headOf(figure)}>
      {file === undefined ? (
        <p className="book-missing">{m.version_image_missing()}</p>
      ) : (
        <img
          src={around.imageUrl(file.blob)}
          alt={isDecorative ? "" : alt}
          width={file.width}
          height={file.height}
          loading="lazy"
          style={{ inlineSize: `${Math.round(width * 100)}%` }}
        />
      )}
      {caption === undefined && credit === undefined && number === undefined ? null : (
        <figcaption {...(caption ? headOf(caption) : {})}>
          {numbered({ ...(number === undefined ? {} : { number }), content: caption?.content ?? [] }, around)}
          {credit === undefined ? null : <small>{credit}</small>}
        </figcaption>
      )}
    </figure>
  )
}
