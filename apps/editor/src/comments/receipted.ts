import type { SectionSession } from "../section/section-session.ts"

/** Resolves when the server has all that was typed in this window: only then can it find the words. */
export async function receipted(session: SectionSession, signal: AbortSignal): Promise<void> {
  const isDone = () => session.view().saving.kind === "saved"
  if (isDone()) return
  await new Promise<void>((resolve, reject) => {
    const forget = session.subscribe(() => {
      if (!isDone()) return
      forget()
      resolve()
    })
    signal.addEventListener("abort", () => {
      forget()
      reject(new DOMException("aborted", "AbortError"))
    })
  })
}
