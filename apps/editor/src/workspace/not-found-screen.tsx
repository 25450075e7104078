import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { m, useLanguage } from "../language/language.ts"
import { useTitle } from "../ui/use-title.ts"

/** The same page for what does not exist and for what this person may not read. */
export function NotFoundScreen({ children }: { children?: ReactNode }) {
  useLanguage()
  useTitle(m.not_found_title())
  return (
    <div className="mx-auto w-full max-w-2xl px-4 pt-16 pb-24 sm:px-8">
      <h1 className="font-serif text-2xl font-semibold">{m.not_found_title()}</h1>
      <p className="pt-3 font-serif text-lg text-ink-soft">{m.not_found_text()}</p>
      <div className="pt-6 empty:hidden">{children}</div>
      <p className="pt-6">
        <Link to="/" className="link">
          {m.to_publications()}
        </Link>
      </p>
    </div>
  )
}
