import type { OutlineNode } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"

/** The contents of the page; each line leads down to its section. */
export function ReadingContents({ tree, onFollow }: { tree: readonly OutlineNode[]; onFollow?: () => void }) {
  const { publication } = usePublication()
  const list = (nodes: readonly OutlineNode[]) => (
    <ol className="side-outline">
      {nodes.map((node) => (
        <li key={node.section.id}>
          <Link
            to="/p/$publicationId/read"
            params={{ publicationId: publication.id }}
            hash={node.section.id}
            hashScrollIntoView={false}
            className="side-link"
            activeOptions={{ includeHash: true }}
            {...(onFollow ? { onClick: onFollow } : {})}
          >
            <span className="side-number">{numberWords(node)}</span>
            <span lang={publication.originalLanguage}>{node.section.title}</span>
          </Link>
          {node.children.length > 0 ? list(node.children) : null}
        </li>
      ))}
    </ol>
  )
  return (
    <nav data-region="" aria-label={m.contents()} className="reading-contents">
      {list(tree)}
    </nav>
  )
}
