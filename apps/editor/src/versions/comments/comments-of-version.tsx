import type { Version } from "@codraft/publication"
import type { Book } from "@codraft/publish/book"
import { MessageSquareText } from "lucide-react"
import { lazy, Suspense, useEffect, useRef, useState } from "react"
import { m } from "../../language/language.ts"
import { Button } from "../../ui/button.tsx"

const VersionComments = lazy(() => import("./version-comments.tsx"))

const panelId = "version-comments"

/** The comments on a version: loaded with its text, and shown when they are asked for. */
export function useCommentsOfVersion() {
  const [isOpen, setOpen] = useState(false)
  const [count, setCount] = useState<number | null>(null)
  return { isOpen, setOpen, count, setCount }
}
export type CommentsOfVersion = ReturnType<typeof useCommentsOfVersion>

/** Opens and closes the panel; its focus comes back here. */
export function VersionCommentsButton({ comments: { isOpen, setOpen, count } }: { comments: CommentsOfVersion }) {
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    const isClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (isClosed && document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }, [isOpen])
  return (
    <Button
      ref={button}
      kind="quiet"
      aria-expanded={isOpen}
      {...(isOpen ? { "aria-controls": panelId } : {})}
      onPress={() => setOpen(!isOpen)}
    >
      <MessageSquareText aria-hidden size={16} />
      <span className="version-tool-name">{m.comments()}</span> {count ?? ""}
    </Button>
  )
}

export function CommentsBesideVersion({
  comments,
  version,
  book,
}: {
  comments: CommentsOfVersion
  version: Version
  book: Book
}) {
  const { isOpen, setOpen, setCount } = comments
  return (
    <Suspense>
      <VersionComments
        id={panelId}
        version={version}
        book={book}
        isOpen={isOpen}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        onCount={setCount}
      />
    </Suspense>
  )
}
