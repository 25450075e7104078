import type { CommandInput, OutlineNode, Section, SectionId } from "@codraft/publication"
import { useEffect, useRef, useState } from "react"
import { announce } from "../ui/announcer.tsx"
import { m } from "../language/language.ts"
import { placeDropped, type Side } from "./moves.ts"
import { OutlineLine } from "./outline-line.tsx"
import type { Question } from "./question-dialog.tsx"
import type { Contents } from "./use-contents.ts"
import { useLengths } from "./use-lengths.ts"

export interface OutlineActions {
  ask: (kind: Question["kind"], section?: Section) => void
  move: (sectionId: SectionId, place: { parentId: SectionId | null; before: SectionId | null }) => void
  run: (command: CommandInput) => Promise<boolean>
}

export interface Dragging {
  id: SectionId | null
  over: { id: SectionId; side: Side } | null
  start: (id: SectionId) => void
  enter: (id: SectionId, side: Side) => void
  end: () => void
  drop: () => void
}

/** The outline tree as nested lists: it reads in order, and every section is a link. */
export function Outline({
  contents,
  ask,
  run,
}: {
  contents: Contents
  ask: OutlineActions["ask"]
  run: OutlineActions["run"]
}) {
  const { tree, publication } = contents
  const moved = useKeptFocus()
  const lengths = useLengths()
  const move: OutlineActions["move"] = (sectionId, place) => {
    const section = publication.sections[sectionId]
    void run({ type: "moveSection", publicationId: publication.id, sectionId, ...place }).then((isDone) => {
      if (!isDone || !section) return
      moved.current = sectionId
      announce(m.moved({ title: section.title }))
    })
  }
  const dragging = useDragging(tree, move)
  const actions = { ask, move, run }

  const list = (nodes: OutlineNode[]) => (
    <ol className="toc">
      {nodes.map((node) => (
        <li key={node.section.id} data-section={node.section.id}>
          <OutlineLine
            node={node}
            contents={contents}
            actions={actions}
            dragging={dragging}
            length={lengths?.[node.section.id]}
          />
          {node.children.length > 0 ? list(node.children) : null}
        </li>
      ))}
    </ol>
  )
  return list(tree)
}

/** A section that moves to another parent takes its line along; whoever moved it by keyboard stays on that line. */
function useKeptFocus() {
  const moved = useRef<SectionId | null>(null)
  useEffect(() => {
    if (!moved.current || document.activeElement !== document.body) return
    document.querySelector<HTMLElement>(`[data-section="${moved.current}"] .toc-menu button`)?.focus()
    moved.current = null
  })
  return moved
}

function useDragging(tree: OutlineNode[], move: OutlineActions["move"]): Dragging {
  const [id, setId] = useState<SectionId | null>(null)
  const [over, setOver] = useState<Dragging["over"]>(null)
  const end = () => {
    setId(null)
    setOver(null)
  }
  return {
    id,
    over,
    start: setId,
    enter: (target, side) => {
      const place = id ? placeDropped(tree, id, target, side) : null
      setOver(place ? { id: target, side } : null)
    },
    end,
    drop: () => {
      const place = id && over ? placeDropped(tree, id, over.id, over.side) : null
      if (id && place) move(id, place)
      end()
    },
  }
}
