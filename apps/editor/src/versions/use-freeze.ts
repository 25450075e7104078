import type { FreezeCommand } from "@codraft/publication"
import { useRef, useState } from "react"
import { m } from "../language/language.ts"
import { request, RequestError } from "../workspace/request.ts"
import { answerWords } from "./answer-words.ts"

interface Answer {
  events: { event: { type: string; number?: number } }[]
}

/** Freezes, once however often it is pressed; answers the number of the version, or null with the problem in words. */
export function useFreeze() {
  const [isFreezing, setFreezing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isUnderWay = useRef(false)
  const freeze = async (command: FreezeCommand): Promise<number | null> => {
    if (isUnderWay.current) return null
    isUnderWay.current = true
    setFreezing(true)
    setProblem(null)
    try {
      const { events } = await request<Answer>("/api/commands", { method: "POST", body: command })
      return events.find(({ event }) => event.type === "versionFrozen")?.event.number ?? null
    } catch (error) {
      setProblem(wordsOf(error))
      return null
    } finally {
      isUnderWay.current = false
      setFreezing(false)
    }
  }
  return { freeze, isFreezing, problem, setProblem }
}

function wordsOf(error: unknown): string {
  // It may have been frozen all the same: the list says so.
  return error instanceof RequestError && error.status === 0 ? m.freeze_no_answer() : answerWords(error)
}
