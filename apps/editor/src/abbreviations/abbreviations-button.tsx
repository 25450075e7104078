import type { Section } from "@codraft/publication"
import { lazy, Suspense } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m } from "../language/language.ts"
import { useGoing } from "../outline/use-going.ts"
import type { SectionSession } from "../section/section-session.ts"

const AbbreviationsDialog = lazy(() => import("./abbreviations-dialog.tsx"))

export function AbbreviationsButton({ session, section }: { session: SectionSession; section: Section }) {
  const { isOpen, open, close, closeAndGo } = useGoing()
  return (
    <>
      <AriaButton className="foot-button" onPress={open}>
        {m.abbreviations()}
      </AriaButton>
      {isOpen ? (
        <Suspense fallback={null}>
          <AbbreviationsDialog editor={session.editor} section={section} onClose={close} onGo={closeAndGo} />
        </Suspense>
      ) : null}
    </>
  )
}
