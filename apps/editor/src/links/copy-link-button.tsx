import { Check, Link2, Link2Off } from "lucide-react"
import { useEffect, useState } from "react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { copyLink } from "./copy-link.ts"

/** Copies the link to a passage, and shows for a moment that it did. */
export function CopyLinkButton({
  words,
  shortcut,
  path,
  onFocus,
  isPointerOnly = false,
}: {
  /** The first of the passage, for those who do not see where the button stands. */
  words: string
  shortcut?: string
  path: () => string | null
  onFocus?: () => void
  /** Beside what the pointer is on; another button does the same for the keyboard. */
  isPointerOnly?: boolean
}) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null)
  useEffect(() => {
    if (outcome === null) return undefined
    const timer = setTimeout(() => setOutcome(null), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const Icon = outcome === "copied" ? Check : outcome === "refused" ? Link2Off : Link2
  return (
    <IconButton
      label={words === "" ? m.copy_link() : m.copy_link_to({ words })}
      shortcut={shortcut}
      className="copy-link-button"
      excludeFromTabOrder={isPointerOnly}
      {...(onFocus ? { onFocus } : {})}
      onPress={() => {
        const target = path()
        if (target !== null) void copyLink(target).then((isCopied) => setOutcome(isCopied ? "copied" : "refused"))
      }}
    >
      <Icon aria-hidden size={16} />
    </IconButton>
  )
}

const shownMs = 2000
