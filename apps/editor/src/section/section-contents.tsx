import type { OutlineNode } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { numberWords } from "../contents/section-words.ts"
import { usePublication } from "../publication/publication-context.ts"

/** The outline as a column of links, for going from section to section. */
export function SectionContents({
  tree,
  current,
  onFollow,
}: {
  tree: OutlineNode[]
  current: string
  onFollow?: () => void
}) {
  const { publication } = usePublication()
  const list = (nodes: OutlineNode[]) => (
    <ol className="side-outline">
      {nodes.map((node) => (
        <li key={node.section.id}>
          <Link
            to="/p/$publicationId/s/$sectionId"
            params={{ publicationId: publication.id, sectionId: node.section.id }}
            aria-current={node.section.id === current ? "page" : undefined}
            className="side-link"
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
    <nav aria-label={m.contents()}>
      <Link
        to="/p/$publicationId"
        params={{ publicationId: publication.id }}
        lang={publication.originalLanguage}
        className="side-title"
      >
        {publication.title}
      </Link>
      {list(tree)}
    </nav>
  )
}
