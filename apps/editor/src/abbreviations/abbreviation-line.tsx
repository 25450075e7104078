import type { ReactNode } from "react"

/** An abbreviation, what it stands for, what is amiss, and the way to it. */
export function AbbreviationLine({
  short,
  forms,
  language,
  warnings,
  children,
}: {
  short: string
  forms: readonly string[]
  language: string
  warnings: readonly string[]
  children: ReactNode
}) {
  return (
    <li>
      <div className="min-w-0">
        <bdi className="font-semibold">{short}</bdi>
        {forms.map((full) => (
          <span key={full}>
            {" "}
            <bdi lang={language}>{full}</bdi>
          </span>
        ))}
        {warnings.map((warning) => (
          <span key={warning} className="block text-sm text-warn">
            {warning}
          </span>
        ))}
      </div>
      {children}
    </li>
  )
}
