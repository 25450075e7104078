import { X } from "lucide-react"
import type { ReactNode } from "react"
import { Dialog as AriaDialog } from "react-aria-components/Dialog"
import { Heading } from "react-aria-components/Heading"
import { Modal, ModalOverlay } from "react-aria-components/Modal"
import { m } from "../language/language.ts"
import { IconButton } from "./button.tsx"

/** A question in front of the page. Escape and the cross close it; what is behind cannot be reached meanwhile. */
export function Dialog({
  title,
  onClose,
  children,
  place = "middle",
  width = "narrow",
}: {
  title: string
  onClose: () => void
  children: ReactNode
  place?: "middle" | "start"
  /** What is looked through is wide; what is answered is narrow; "full" fills the window and scrolls within. */
  width?: "narrow" | "wide" | "full"
}) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="veil"
      data-place={place}
    >
      <Modal className="sheet" data-place={place} data-width={width}>
        <AriaDialog className="outline-none">
          <header className="flex items-start justify-between gap-4 pb-4">
            <Heading slot="title" className="font-serif text-xl font-semibold text-balance">
              {title}
            </Heading>
            <IconButton label={m.close()} onPress={onClose} className="-me-2 -mt-1">
              <X aria-hidden size={18} />
            </IconButton>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-3 pt-6">{children}</div>
}
