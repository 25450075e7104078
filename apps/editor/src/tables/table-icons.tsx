import type { LucideProps } from "lucide-react"

/** Pictures of a row or a column with what happens to it; drawn like the others, which have none for these. */
function picture(path: string, isOfColumns = false) {
  return function TableIcon({ size = 24, strokeWidth = 2 }: LucideProps) {
    return (
      <svg
        aria-hidden
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={strokeWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
        className={isOfColumns ? "column-icon" : undefined}
      >
        <path d={path} />
      </svg>
    )
  }
}

export const RowAbove = picture(
  "M4 13h16a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1ZM12 13v8M12 3v6M9 6h6",
)
export const RowBelow = picture(
  "M4 3h16a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM12 3v8M12 15v6M9 18h6",
)
export const RowGone = picture(
  "M4 8h16a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM9.5 9.5l5 5M14.5 9.5l-5 5",
)
export const ColumnBefore = picture(
  "M13 4v16a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1ZM13 12h8M3 12h6M6 9v6",
  true,
)
export const ColumnAfter = picture(
  "M3 4v16a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1H4a1 1 0 0 0-1 1ZM3 12h8M15 12h6M18 9v6",
  true,
)
export const ColumnGone = picture(
  "M8 4v16a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1H9a1 1 0 0 0-1 1ZM9.5 9.5l5 5M14.5 9.5l-5 5",
)
