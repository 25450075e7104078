import type { CanonicalContent } from "@codraft/document"
import { compareContents } from "@codraft/document/compare"
import type { Refusal, SectionId, Version } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import { useQuery } from "@tanstack/react-query"
import { m } from "../../language/language.ts"
import { RestoreQuestion } from "../../history/restore-question.tsx"
import { problemWords } from "../../publication/commands.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { request } from "../../workspace/request.ts"
import { versionWords } from "../version-words.ts"
import { filePath, imagesPath } from "../versions-path.ts"
import { bringImage, bringImages } from "./version-images.ts"

/** What becomes of a section when its text is again what it was in a version. */
export default function RestoreSectionDialog({
  version,
  sectionId,
  refusal,
  onClose,
}: {
  version: Version
  sectionId: SectionId
  /** Why the section cannot be written now. */
  refusal: Refusal | null
  onClose: () => void
}) {
  const { publication } = usePublication()
  const { number } = version
  const asked = useQuery({
    queryKey: ["version-against-draft", publication.id, number, sectionId],
    queryFn: ({ signal }) => againstDraft(filePath(publication.id, number, "publication.json"), sectionId, signal),
    gcTime: 0,
    structuralSharing: false,
    networkMode: "always",
    retry: false,
  })
  const section = publication.sections[sectionId]
  const load = async () => {
    if (asked.data === undefined) throw new Error("a text is restored before it has come")
    const { text } = asked.data
    const stored = new Set(Object.keys(publication.images[sectionId] ?? {}))
    const from = imagesPath(publication.id, number)
    const imagesMissing = await bringImages(text, stored, (image) => bringImage(image, from, sectionId))
    return { content: text, imagesMissing }
  }
  return (
    <RestoreQuestion
      title={m.restore_section()}
      sectionId={sectionId}
      moment={versionWords(version)}
      changes={asked.data?.comparison}
      problem={refusal ? refusalWords(refusal) : asked.isError ? problemWords(asked.error) : null}
      load={load}
      onClose={onClose}
    >
      <p>
        <strong className="block font-semibold" lang={section?.language} dir={section?.dir}>
          {section?.title}
        </strong>
        <span className="text-sm text-ink-soft">{m.restore_section_as_in({ version: versionWords(version) })}</span>
      </p>
    </RestoreQuestion>
  )
}

async function againstDraft(path: string, sectionId: SectionId, signal: AbortSignal) {
  const [version, draft] = await Promise.all([
    request<PublicationContent>(path, { signal }),
    request<CanonicalContent>(`/api/sections/${encodeURIComponent(sectionId)}/text?format=json`, { signal }),
  ])
  const text = version.sections.find(({ id }) => id === sectionId)?.text
  if (!text) throw new Error(`the version has no text of ${sectionId}`)
  return { text, comparison: compareContents(draft, text) }
}
