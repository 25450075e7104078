import { can, type SectionId, type Version } from "@codraft/publication"
import { RotateCcw } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { Button } from "../../ui/button.tsx"

const RestoreSectionDialog = lazy(() => import("./restore-section-dialog.tsx"))

/** For whoever may write the section now: its text can become what it was in this version. */
export function RestoreSection({
  version,
  sectionId,
  title,
}: {
  version: Version
  sectionId: SectionId
  title: string
}) {
  const { publication, personId } = usePublication()
  const now = useNow()
  const [isAsking, setAsking] = useState(false)
  const permission = can(publication, personId, "writeSection", { sectionId, at: now })
  // Whoever is being asked is told why it cannot be any more.
  if (!permission.allowed && !isAsking) return null
  const refusal = permission.allowed ? null : permission.refusal
  return (
    <div className="restore-section no-print" lang={document.documentElement.lang} dir={document.documentElement.dir}>
      <Button kind="quiet" aria-label={m.restore_section_of({ section: title })} onPress={() => setAsking(true)}>
        <RotateCcw aria-hidden size={16} />
        {m.restore_section_open()}
      </Button>
      {isAsking ? (
        <Suspense>
          <RestoreSectionDialog
            version={version}
            sectionId={sectionId}
            refusal={refusal}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </div>
  )
}
