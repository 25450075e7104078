import { isPublic, type Version } from "@codraft/publication"
import { CircleAlert, Download } from "lucide-react"
import { useId } from "react"
import { m } from "../../language/language.ts"
import { fileWords, inOrder, sizeWords } from "../version-words.ts"
import { filePath } from "../versions-path.ts"

/** The register that was frozen beside a version, apart from its files; nothing where there is none. */
export function RegisterDownloads({ publicationId, version }: { publicationId: string; version: Version }) {
  const title = useId()
  const { number, seal } = version
  const files = inOrder(seal?.files.filter((file) => !isPublic(file)) ?? [])
  const failed = seal?.failed.filter((file) => !isPublic(file)) ?? []
  if (files.length + failed.length === 0) return null
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="version-part-title">
        {m.version_register()}
      </h2>
      <ul className="version-downloads">
        {files.map(({ name, mediaType, bytes }) => (
          <li key={name}>
            <Download aria-hidden size={16} />
            <span className="min-w-0">
              <a href={filePath(publicationId, number, name)} download type={mediaType} className="link">
                {fileWords(name) ?? name}
              </a>
              <span className="version-file-facts">
                {name} · {sizeWords(bytes)}
              </span>
            </span>
          </li>
        ))}
        {failed.map(({ name, reason }) => (
          <li key={name} data-is-failed="">
            <CircleAlert aria-hidden size={16} />
            <span className="min-w-0">
              <strong>{m.version_file_failed({ name: fileWords(name) ?? name })}</strong>
              <span className="version-file-facts" lang="en">
                {reason}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
