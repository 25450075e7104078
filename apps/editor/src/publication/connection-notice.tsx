import { useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import { usePublication } from "./publication-context.ts"

/** Says when what is on the screen may be older than what is true. Nothing while all is well, or where others say it better. */
export function ConnectionNotice({ saysOffline = true }: { saysOffline?: boolean }) {
  const { facts } = usePublication()
  const status = useSyncExternalStore(facts.subscribe, () => facts.status().kind)
  if (status === "offline" && saysOffline) return <Notice kind="warn">{m.offline_facts()}</Notice>
  if (status !== "stopped") return null
  return (
    <Notice kind="danger" isUrgent action={<Button onPress={() => location.reload()}>{m.load_again()}</Button>}>
      {m.stopped_facts()}
    </Notice>
  )
}
