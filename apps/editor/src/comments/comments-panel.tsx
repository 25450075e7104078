import { X } from "lucide-react"
import type { ReactNode, Ref } from "react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { AddButton } from "./add-button.tsx"
import "./comments.css"

/** Comments beside a page of their own kind, which one opens and closes; on a phone a sheet over it. */
export function CommentsPanel({
  frame,
  id,
  title,
  count,
  className,
  tools,
  refusal,
  notes,
  onAdd,
  onClose,
  children,
}: {
  frame?: Ref<HTMLElement>
  id: string
  title: string
  /** null: not known yet. */
  count: number | null
  className: string
  tools?: ReactNode
  /** Why one may not comment; null where one may. */
  refusal: string | null
  /** Below the button. */
  notes?: ReactNode
  onAdd: () => void
  onClose: () => void
  children: ReactNode
}) {
  const refusalId = refusal === null ? null : `${id}-refusal`
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever one is in it
    <aside
      ref={frame}
      id={id}
      tabIndex={-1}
      aria-label={title}
      data-region=""
      className={`comments no-print ${className}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="comments-head">
        <h2 className="comments-title">
          {title}
          <span className="comments-count">{count ?? ""}</span>
        </h2>
        {tools}
        <IconButton label={m.comments_close()} className="comments-close" onPress={onClose}>
          <X aria-hidden size={18} />
        </IconButton>
        <AddButton refusalId={refusalId} onAdd={onAdd} />
        {refusalId === null ? null : (
          <p id={refusalId} className="said-soft">
            {refusal}
          </p>
        )}
        {notes}
      </div>
      {children}
    </aside>
  )
}
