import { CircleAlert, Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"

const looks = {
  info: { icon: Info, className: "border-rule bg-well text-ink" },
  warn: { icon: TriangleAlert, className: "border-warn bg-warn-wash text-warn" },
  danger: { icon: CircleAlert, className: "border-danger bg-danger-wash text-danger" },
}

/** Something to know before going on. `isUrgent` interrupts a screen reader; most things can wait their turn. */
export function Notice({
  kind = "info",
  isUrgent = false,
  children,
  action,
}: {
  kind?: keyof typeof looks
  isUrgent?: boolean
  children: ReactNode
  action?: ReactNode
}) {
  const { icon: Icon, className } = looks[kind]
  return (
    <div
      role={isUrgent ? "alert" : undefined}
      className={`flex flex-wrap items-start gap-3 rounded-md border px-4 py-3 ${className}`}
    >
      <Icon aria-hidden size={20} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 basis-56 text-sm">{children}</div>
      {action}
    </div>
  )
}
