import type { CommandInput, Refusal, ReviewCommandInput, SeenCommand, SubmitCommand } from "@codraft/publication"
import { useRef, useState } from "react"
import { m } from "../language/language.ts"
import { request, RequestError } from "../workspace/request.ts"
import { refusalWords } from "./refusal-words.ts"

/** Sends one command. Null when it is done and durable; the refusal otherwise. Rejects when there was no usable answer. */
export async function send(
  command: CommandInput | ReviewCommandInput | SeenCommand | SubmitCommand,
): Promise<Refusal | null> {
  try {
    await request<unknown>("/api/commands", { method: "POST", body: command })
    return null
  } catch (error) {
    if (error instanceof RequestError && error.status === 409) return (error.answer as { refusal: Refusal }).refusal
    throw error
  }
}

/** A command being sent from a screen: whether it is under way, and why it did not happen, in plain words. */
export function useCommand() {
  const [underWay, setUnderWay] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  const run = async (command: CommandInput | ReviewCommandInput | SubmitCommand): Promise<boolean> => {
    setUnderWay((count) => count + 1)
    setProblem(null)
    try {
      const refusal = await send(command)
      if (refusal) setProblem(refusalWords(refusal))
      return refusal === null
    } catch (error) {
      setProblem(problemWords(error))
      return false
    } finally {
      setUnderWay((count) => count - 1)
    }
  }
  return { run, isSending: underWay > 0, problem, setProblem, dismiss: () => setProblem(null) }
}

/** The same where a second press may do nothing twice: it answers false while the one before is under way. */
export function useOneCommand() {
  const { run, ...command } = useCommand()
  const isUnderWay = useRef(false)
  const runOne = async (command: Parameters<typeof run>[0]): Promise<boolean> => {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    try {
      return await run(command)
    } finally {
      isUnderWay.current = false
    }
  }
  return { ...command, run: runOne }
}

/** Why there was no usable answer. */
export function problemWords(error: unknown): string {
  if (!(error instanceof RequestError)) return m.error_title()
  const said = codeOf(error.answer)
  if (said === "storage-full") return m.problem_disk_full()
  if (said === "damaged") return m.problem_damaged()
  if (error.status === 401) return m.problem_signed_out()
  if (error.status === 404) return m.not_found_text()
  if (error.status === 400) return m.problem_form()
  if (error.status === 429) return m.problem_too_many()
  return m.server_silent()
}

function codeOf(answer: unknown): string | undefined {
  return (answer as { error?: { code?: string } } | null | undefined)?.error?.code
}
