import { isPublic, type Version } from "@codraft/publication"
import { useId } from "react"
import { m } from "../../language/language.ts"
import { FileList } from "../file-list.tsx"
import { filePath } from "../versions-path.ts"

/** The register that was frozen beside a version, apart from its files; nothing where there is none. */
export function RegisterDownloads({ publicationId, version }: { publicationId: string; version: Version }) {
  const title = useId()
  const { number } = version
  const there = version.seal ?? version.made
  const files = there?.files.filter((file) => !isPublic(file)) ?? []
  const failed = there?.failed.filter((file) => !isPublic(file)) ?? []
  if (files.length + failed.length === 0) return null
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="version-part-title">
        {m.version_register()}
      </h2>
      <FileList files={files} failed={failed} pathOf={(name) => filePath(publicationId, number, name)} />
    </section>
  )
}
