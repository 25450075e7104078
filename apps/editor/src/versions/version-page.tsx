import type { Book } from "@codraft/publish/book"
import { ListTree, Printer } from "lucide-react"
import { type ReactNode, useCallback, useState } from "react"
import { m } from "../language/language.ts"
import { LostPassage } from "../links/lost-passage.tsx"
import { useLinkedPassage } from "../links/use-linked-passage.ts"
import { goToPassage } from "../reading/passages.ts"
import "../reading/reading.css"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { BookContents } from "./book-pages.tsx"
import "./versions.css"

/** The page of one version: its contents beside it, its tools above, and the way to the passage that a link names. */
export function VersionPage({
  book,
  lead,
  tools,
  beside,
  children,
}: {
  /** null: its text is not here. */
  book: Book | null
  /** Where the bar begins. */
  lead: ReactNode
  /** Between contents and print. */
  tools?: ReactNode
  beside?: ReactNode
  children: ReactNode
}) {
  const [isContentsOpen, setContentsOpen] = useState(false)
  const look = useCallback(
    (place: string) => {
      if (book === null) return "wait"
      const element = document.querySelector<HTMLElement>(
        `.version-book :is([id="${CSS.escape(place)}"], [data-place="${CSS.escape(place)}"])`,
      )
      if (element === null) return "lost"
      goToPassage(element, null)
      return "found"
    },
    [book],
  )
  const { isLost, dismiss } = useLinkedPassage(look, watchNothing)
  return (
    <div className="reading-page version-page">
      <aside className="reading-side no-print">{book ? <BookContents book={book} /> : null}</aside>
      <div className="reading-main">
        <div data-region="" className="reading-bar no-print">
          {lead}
          {book ? (
            <span className="reading-tools">
              <Button kind="quiet" className="reading-drawer-button" onPress={() => setContentsOpen(true)}>
                <ListTree aria-hidden size={16} />
                {m.sections()}
              </Button>
              {tools}
              <Button kind="quiet" onPress={() => print()}>
                <Printer aria-hidden size={16} />
                <span className="version-tool-name">{m.print_now()}</span>
              </Button>
            </span>
          ) : null}
        </div>
        {children}
      </div>
      {beside}
      {isLost ? <LostPassage onClose={dismiss} /> : null}
      {isContentsOpen && book ? (
        <Dialog title={m.sections()} place="start" onClose={() => setContentsOpen(false)}>
          <BookContents book={book} onFollow={() => setContentsOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  )
}

/** Instead of the text of a version: that it comes, or why it does not. */
export function TextAwaited({
  isLoading,
  problem,
  onAgain,
}: {
  isLoading: boolean
  problem: string | null
  onAgain: () => void
}) {
  return (
    <>
      {isLoading ? <output className="block py-10 text-ink-soft">{m.loading_text()}</output> : null}
      {problem === null ? null : (
        <div className="pt-6">
          <Notice kind="warn" action={<Button onPress={onAgain}>{m.try_again()}</Button>}>
            {problem}
          </Notice>
        </div>
      )}
    </>
  )
}

/** The text of a version does not change under whoever looks for a place in it. */
const watchNothing = () => () => {}
