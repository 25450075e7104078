import { isPublic, type Seal } from "@codraft/publication"
import { LoaderCircle } from "lucide-react"
import { type ReactNode, useId } from "react"
import { m } from "../language/language.ts"
import { FileList } from "./file-list.tsx"

/** The files of a version: what is there, what is being made, and what could not be made with why. */
export function Downloads({
  there,
  isInMaking,
  pathOf,
  children,
}: {
  there: Pick<Seal, "files" | "failed"> | null
  isInMaking: boolean
  pathOf: (name: string) => string
  children?: ReactNode
}) {
  const title = useId()
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="version-part-title">
        {m.version_files()}
      </h2>
      {there === null ? null : (
        <FileList files={there.files.filter(isPublic)} failed={there.failed.filter(isPublic)} pathOf={pathOf} />
      )}
      {isInMaking ? (
        <output className="version-making">
          <LoaderCircle aria-hidden size={16} />
          {m.version_files_in_making()}
        </output>
      ) : null}
      {children}
    </section>
  )
}
