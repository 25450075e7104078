import type { Section } from "@codraft/publication"
import { ListTree } from "lucide-react"
import { lazy, Suspense } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { Dialog } from "../ui/dialog.tsx"
import { useGoing } from "./use-going.ts"

const HeadingOutline = lazy(() => import("./heading-outline.tsx"))

export function OutlineDrawer({ session, section }: { session: SectionSession; section: Section }) {
  const { isOpen, open, close, closeAndGo } = useGoing()
  return (
    <>
      <AriaButton className="foot-button outline-button" onPress={open}>
        <ListTree aria-hidden size={16} />
        {m.headings()}
      </AriaButton>
      {isOpen ? (
        <Dialog title={m.in_this_section()} place="start" onClose={close}>
          <Suspense fallback={null}>
            <HeadingOutline session={session} section={section} onFollow={closeAndGo} />
          </Suspense>
        </Dialog>
      ) : null}
    </>
  )
}
