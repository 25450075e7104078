import type { Seal } from "@codraft/publication"
import { filesInOrder } from "@codraft/publish/files"
import { CircleAlert, Download } from "lucide-react"
import { m } from "../language/language.ts"
import { causeWords } from "./unsigned/unsigned-version.ts"
import { fileWords, sizeWords } from "./version-words.ts"

/** Files to download, and what could not be made with why. */
export function FileList({
  files,
  failed,
  pathOf,
}: Pick<Seal, "files" | "failed"> & { pathOf: (name: string) => string }) {
  return (
    <ul className="version-downloads">
      {filesInOrder(files).map(({ name, mediaType, bytes }) => (
        <li key={name}>
          <Download aria-hidden size={16} />
          <span className="min-w-0">
            <a href={pathOf(name)} download type={mediaType} title={mediaType} className="link">
              {fileWords(name)}
            </a>
            <span className="version-file-facts">
              {name} · {sizeWords(bytes)}
            </span>
          </span>
        </li>
      ))}
      {failed.map(({ name, reason, because }) => (
        <li key={name} data-is-failed="">
          <CircleAlert aria-hidden size={16} />
          <span className="min-w-0">
            <strong>{m.version_file_failed({ name: fileWords(name) })}</strong>
            <span className="version-file-facts" lang={because === undefined ? "en" : undefined}>
              {causeWords(because) ?? reason}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
