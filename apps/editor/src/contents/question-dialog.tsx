import type { Section } from "@codraft/publication"
import { lazy, Suspense } from "react"
import { SetLimit } from "../counts/set-limit.tsx"
import { AddSection } from "./add-section.tsx"
import { MoveInto } from "./move-into.tsx"
import { RenameSection } from "./rename-section.tsx"
import { SetAudience } from "./set-audience.tsx"
import { SetNumbering } from "./set-numbering.tsx"
import { SetPeople } from "./set-people.tsx"
import { SetState } from "./set-state.tsx"
import type { Contents } from "./use-contents.ts"

const MergeSections = lazy(() => import("../consolidate/merge-dialog.tsx"))

const dialogs = {
  rename: RenameSection,
  numbering: SetNumbering,
  limit: SetLimit,
  state: SetState,
  audience: SetAudience,
  people: SetPeople,
  into: MoveInto,
  merge: MergeSections,
}

/** What is being asked about the outline; one at a time. */
export type Question = { kind: "add"; section?: Section | undefined } | { kind: keyof typeof dialogs; section: Section }

export function QuestionDialog({
  question,
  contents,
  onClose,
}: {
  question: Question
  contents: Contents
  onClose: () => void
}) {
  if (question.kind === "add") return <AddSection parent={question.section} contents={contents} onClose={onClose} />
  const Asked = dialogs[question.kind]
  return (
    <Suspense>
      <Asked section={question.section} contents={contents} onClose={onClose} />
    </Suspense>
  )
}
