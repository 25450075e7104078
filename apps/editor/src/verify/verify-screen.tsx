import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query"
import { FileCheck } from "lucide-react"
import { useRef, useState } from "react"
import { DropZone } from "react-aria-components/DropZone"
import { FileTrigger } from "react-aria-components/FileTrigger"
import { m, useLanguage } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { useTitle } from "../ui/use-title.ts"
import { FoundCard } from "./found-card.tsx"
import { fileOf, publishedKeys } from "./server-says.ts"
import { type FileFound, verifyFiles } from "./verify-files.ts"
import "./verify.css"

const filesMax = 50

/** Asked once, so that the page goes on without a connection. */
const keysQuery = queryOptions({
  queryKey: ["published-keys"],
  queryFn: publishedKeys,
  staleTime: Number.POSITIVE_INFINITY,
  networkMode: "always",
})

/** Whether files are exactly what was frozen: for anybody, on this device; nothing is uploaded. */
export function VerifyScreen() {
  useLanguage()
  useTitle(m.verify())
  const queries = useQueryClient()
  const keys = useQuery(keysQuery)
  const [found, setFound] = useState<readonly FileFound[] | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const turn = useRef(0)

  const check = async (files: readonly File[]) => {
    if (files.length === 0) return
    turn.current += 1
    const mine = turn.current
    setIsBusy(true)
    // Whoever is faster than the keys waits for them: without them nothing is confirmed.
    const known = await queries.fetchQuery(keysQuery).catch(() => null)
    const result = await verifyFiles(files.slice(0, filesMax), { keys: known ?? [], fileOf })
    if (mine !== turn.current) return
    setFound(result)
    setIsBusy(false)
  }

  return (
    <div className="verify-page">
      <h1 className="font-serif text-3xl font-semibold">{m.verify_title()}</h1>
      <p className="verify-lead">{m.verify_lead()}</p>
      <DropZone
        className="verify-drop"
        aria-label={m.verify_drop()}
        onDrop={({ items }) => {
          const files = items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : []))
          void Promise.all(files).then(check)
        }}
      >
        <FileCheck aria-hidden size={28} />
        <p>{m.verify_drop()}</p>
        <FileTrigger allowsMultiple onSelect={(list) => void check([...(list ?? [])])}>
          <Button kind="primary">{m.verify_choose()}</Button>
        </FileTrigger>
        <p className="text-sm text-ink-soft">{m.verify_stays()}</p>
      </DropZone>
      {keys.data === null ? <Notice kind="warn">{m.verify_no_keys()}</Notice> : null}
      <output className="block" aria-live="polite">
        {isBusy ? m.verify_busy() : null}
      </output>
      {found === null ? null : (
        <section aria-label={m.verify_results()} className="verify-results">
          {found.map((one, i) => (
            <FoundCard key={`${one.name} ${i}`} found={one} />
          ))}
        </section>
      )}
    </div>
  )
}
