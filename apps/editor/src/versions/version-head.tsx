import type { Version } from "@codraft/publication"
import { Check, Copy, ShieldAlert, ShieldCheck } from "lucide-react"
import { useState } from "react"
import { m } from "../language/language.ts"
import { instantWords } from "../time/words.ts"
import { announce } from "../ui/announcer.tsx"
import { IconButton } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { Integrity } from "./use-frozen-text.ts"
import { kindWords } from "./version-words.ts"

/** Which version this is, and whether what is shown is what was frozen. */
export function VersionHead({
  version,
  timeZone,
  frozenBy,
  circulation,
  integrity,
}: {
  version: Pick<Version, "number" | "title" | "kind" | "symbol" | "note" | "frozenAt" | "contentSha256">
  timeZone: string
  /** In words; null where that is not known yet. */
  frozenBy: string | null
  /** Who else has it, in words; null for whoever is not to know. */
  circulation: string | null
  /** Null while the text is on its way. */
  integrity: Integrity | null
}) {
  const { number, title, kind, symbol, note, frozenAt, contentSha256 } = version
  return (
    <header className="version-head">
      <p className="small-caps text-accent">
        {m.version_number({ number })} · {kindWords(kind)}
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {symbol === "" ? null : <p className="version-symbol">{symbol}</p>}
      {note === "" ? null : (
        <p className="version-note" dir="auto">
          {note}
        </p>
      )}
      <p className="version-facts">
        <time dateTime={new Date(frozenAt).toISOString()}>{instantWords(frozenAt, timeZone)}</time>
        {frozenBy === null ? null : <span>{m.version_frozen_by({ who: frozenBy })}</span>}
        {circulation === null ? null : <span className="no-print">{circulation}</span>}
      </p>
      <p className="version-facts">
        <span className="version-hash">
          SHA-256{" "}
          <code title={contentSha256} className="no-print">
            {contentSha256.slice(0, shownLetters)}…
          </code>
          <code className="version-hash-whole">{contentSha256}</code>
          <CopyHash hash={contentSha256} />
        </span>
        <output>
          {integrity === "as-frozen" ? (
            <span className="version-intact">
              <ShieldCheck aria-hidden size={16} />
              {m.version_as_frozen()}
            </span>
          ) : integrity === "unknown" ? (
            m.version_unchecked()
          ) : null}
        </output>
      </p>
      {integrity === "differs" ? (
        <div className="version-alarm">
          <Notice kind="danger" isUrgent>
            <strong>
              <ShieldAlert aria-hidden size={16} className="inline" /> {m.version_differs_title()}
            </strong>{" "}
            {m.version_differs()}
          </Notice>
        </div>
      ) : null}
    </header>
  )
}

const shownLetters = 12
const shownMs = 2000

function CopyHash({ hash }: { hash: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(hash)
    } catch {
      return announce(m.copy_failed())
    }
    announce(m.version_hash_copied())
    setCopied(true)
    setTimeout(() => setCopied(false), shownMs)
  }
  return (
    <IconButton label={m.version_copy_hash()} className="no-print" onPress={() => void copy()}>
      {isCopied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
    </IconButton>
  )
}
