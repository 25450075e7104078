import { Check, Copy } from "lucide-react"
import { useEffect, useId, useRef, useState } from "react"
import { m } from "../../language/language.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"

const shownMs = 2000

/** A link that was just made: the only moment at which it can be copied. */
export function MadeLink({ url, label }: { url: string; label: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setCopied] = useState(false)
  const [id, hint] = [useId(), useId()]
  useEffect(() => {
    field.current?.focus()
    // Where it leads to is seen, not its end.
    field.current?.scrollTo({ left: 0 })
  }, [])
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
    } catch {
      field.current?.focus()
      return announce(m.copy_failed())
    }
    announce(m.link_copied())
    setCopied(true)
  }
  return (
    <div className="share-made">
      <label htmlFor={id} className="text-sm font-semibold">
        {m.share_link({ label })}
      </label>
      <div className="share-made-row">
        <input
          ref={field}
          id={id}
          className="input"
          readOnly
          dir="ltr"
          value={url}
          aria-describedby={hint}
          onFocus={(event) => event.target.select()}
        />
        <Button onPress={() => void copy()}>
          {isCopied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          {m.comment_copy_link()}
        </Button>
      </div>
      <p id={hint} className="text-sm text-ink-soft">
        {m.share_link_once()}
      </p>
    </div>
  )
}
