import type { Language } from "./reader.ts"
import type { Question, Task } from "./tasks.ts"

/** To the worker. `parts` answers its `wanted`; null takes the question back. */
export type ToWorker =
  | {
      readonly type: "ask"
      readonly id: number
      readonly question: Question
      readonly at: DocumentAt
      readonly section: Language
    }
  | { readonly type: "parts"; readonly id: number; readonly parts: readonly Uint8Array[] | null }
  | { readonly type: "do"; readonly id: number; readonly task: Task; readonly args: readonly unknown[] }

export interface DocumentAt {
  readonly key: string
  readonly position: number
}

/** From the worker. Every `ask` and `do` gets one `answer` or `failure`, an `ask` perhaps one `wanted` before. */
export type FromWorker =
  | { readonly type: "wanted"; readonly id: number }
  | { readonly type: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly type: "failure"; readonly id: number; readonly isMalformed: boolean; readonly message: string }
