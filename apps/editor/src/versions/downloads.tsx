import { isPublic, type Seal } from "@codraft/publication"
import { CircleAlert, Download, LoaderCircle } from "lucide-react"
import { useId } from "react"
import { m } from "../language/language.ts"
import { fileWords, inOrder, sizeWords } from "./version-words.ts"

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
        <ul className="version-downloads">
          {inOrder(seal.files.filter(isPublic)).map(({ name, mediaType, bytes }) => (
            <li key={name}>
              <Download aria-hidden size={16} />
              <span className="min-w-0">
                <a href={pathOf(name)} download type={mediaType} title={mediaType} className="link">
                  {fileWords(name) ?? name}
                </a>
                <span className="version-file-facts">
                  {name} · {sizeWords(bytes)}
                </span>
              </span>
            </li>
          ))}
          {seal.failed.filter(isPublic).map(({ name, reason }) => (
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
      )}
    </section>
  )
}
