import { displayMember, type OutlineNode } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { GripVertical } from "lucide-react"
import type { DragEvent } from "react"
import { NewToYou, SectionNews } from "../changes/section-news.tsx"
import { languageName, m, useLanguage } from "../language/language.ts"
import { AvatarStack } from "../presence/avatar-stack.tsx"
import { CommentCounts } from "./comment-counts.tsx"
import { EndOfState } from "./end-words.tsx"
import type { Side } from "./moves.ts"
import type { Dragging, OutlineActions } from "./outline.tsx"
import { SectionMenu } from "./section-menu.tsx"
import { audienceWords, classWords, numberWords, stateWords } from "./section-words.ts"
import { LengthWords } from "./section-length.tsx"
import type { Contents } from "./use-contents.ts"
import type { SectionLength } from "./use-lengths.ts"

/** One section in the contents: number, title, who answers for it, how it stands, who sees it, who is in it. */
export function OutlineLine({
  node,
  contents,
  actions,
  dragging,
  length,
}: {
  node: OutlineNode
  contents: Contents
  actions: OutlineActions
  dragging: Dragging
  length: SectionLength | undefined
}) {
  const language = useLanguage()
  const { section } = node
  const { publication, now, may } = contents
  const lead = displayMember(publication, section.leadPerson)
  const leadOrganization = publication.organizations[section.leadOrg]?.name
  const translated = language === publication.originalLanguage ? undefined : section.titleI18n[language]
  const mayMove = may("moveSection", section.id).allowed
  const isOver = dragging.over?.id === section.id ? dragging.over.side : undefined

  const sideOf = (event: DragEvent<HTMLElement>): Side => {
    const box = event.currentTarget.getBoundingClientRect()
    const part = (event.clientY - box.top) / box.height
    return part < 0.3 ? "before" : part > 0.7 ? "after" : "into"
  }

  return (
    <div
      className="toc-line"
      data-drop={isOver}
      data-is-dragged={dragging.id === section.id || undefined}
      onDragOver={
        dragging.id
          ? (event) => {
              event.preventDefault()
              dragging.enter(section.id, sideOf(event))
            }
          : undefined
      }
      onDrop={
        dragging.id
          ? (event) => {
              event.preventDefault()
              dragging.drop()
            }
          : undefined
      }
    >
      {mayMove ? (
        // The menu of the line does the same by keyboard; the handle is for the pointer alone.
        <span
          aria-hidden
          draggable
          title={m.drag_to_move()}
          className="toc-grip"
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move"
            event.dataTransfer.setData("text/plain", section.title)
            const line = event.currentTarget.parentElement
            if (line) event.dataTransfer.setDragImage(line, 16, 16)
            dragging.start(section.id)
          }}
          onDragEnd={dragging.end}
        >
          <GripVertical size={16} />
        </span>
      ) : null}
      <span className="toc-number">{numberWords(node)}</span>
      <div className="toc-title">
        <Link
          to="/p/$publicationId/s/$sectionId"
          params={{ publicationId: publication.id, sectionId: section.id }}
          lang={publication.originalLanguage}
          className="font-serif text-lg font-medium text-balance underline-offset-4 hover:underline"
        >
          {section.title}
        </Link>
        {translated && translated !== section.title ? (
          <span className="block font-serif text-ink-soft italic">{translated}</span>
        ) : null}
        <p className="text-sm text-ink-soft">
          <span className="class-mark" data-class={section.textClass} />
          {classWords(section.textClass)} ·{" "}
          {lead.isOrganizationOnly ? leadOrganization : `${lead.name}, ${leadOrganization ?? ""}`} ·{" "}
          {languageName(section.language, language)}
        </p>
        {/* Their room is there before they are counted. */}
        <p className="toc-counts" data-is-long={section.limit || section.shape ? true : undefined}>
          {length ? <LengthWords section={section} length={length} /> : null}
          <NewToYou section={section} />
          <SectionNews section={section} />
          <CommentCounts section={section} />
        </p>
      </div>
      <div className="toc-state text-sm">
        <span className="block font-semibold">{stateWords(section.state)}</span>
        <span className="block text-ink-soft">
          <EndOfState section={section} now={now} isOnOwnLine />
        </span>
      </div>
      <span className="toc-audience text-sm text-ink-soft">{audienceWords(section.audience)}</span>
      <div className="toc-present">
        <AvatarStack sectionId={section.id} />
      </div>
      <div className="toc-menu">
        <SectionMenu node={node} contents={contents} actions={actions} />
      </div>
    </div>
  )
}
