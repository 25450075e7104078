import type { Refusal, ReviewCommandInput, SeenCommand } from "@codraft/publication"
import { useRef, useState } from "react"
import { problemWords } from "../publication/commands.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import type { SectionSession } from "../section/section-session.ts"
import { request, RequestError } from "../workspace/request.ts"

/** Sends one command on comments. Null when it is done and durable. Rejects when there was no usable answer. */
export async function sendReview(command: ReviewCommandInput | SeenCommand): Promise<Refusal | null> {
  try {
    await request<unknown>("/api/commands", { method: "POST", body: command })
    return null
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return (error.answer as { refusal: Refusal }).refusal
    throw error
  }
}

/** A command being sent: whether it is under way, and why it did not happen, in plain words. */
export function useReviewCommand() {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isUnderWay = useRef(false)
  /** False also while the one before is still under way: a second press does nothing twice. */
  const run = async (command: ReviewCommandInput): Promise<boolean> => {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setSending(true)
    setProblem(null)
    try {
      const refusal = await sendReview(command)
      if (refusal) setProblem(refusalWords(refusal))
      return refusal === null
    } catch (error) {
      setProblem(problemWords(error))
      return false
    } finally {
      isUnderWay.current = false
      setSending(false)
    }
  }
  return { run, isSending, problem, setProblem }
}

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
