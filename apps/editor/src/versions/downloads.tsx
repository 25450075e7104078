import { isPublic, type Seal } from "@codraft/publication"
import { LoaderCircle } from "lucide-react"
import { useId } from "react"
import { m } from "../language/language.ts"
import { FileList } from "./file-list.tsx"

/** The files of a version: what is there, what is being made, and what could not be made with why. */
export function Downloads({
  seal,
  pathOf,
}: {
  seal: Pick<Seal, "files" | "failed"> | null
  pathOf: (name: string) => string
}) {
  const title = useId()
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="version-part-title">
        {m.version_files()}
      </h2>
      {seal === null ? (
        <output className="version-making">
          <LoaderCircle aria-hidden size={16} />
          {m.version_files_in_making()}
        </output>
      ) : (
        <FileList files={seal.files.filter(isPublic)} failed={seal.failed.filter(isPublic)} pathOf={pathOf} />
      )}
    </section>
  )
}
