import { createContext, use } from "react"

/** What is around a passage of a comparison. */
export interface Around {
  sectionId: string
  /** What stands before each item of a list. */
  numbers: ReadonlyMap<object, string>
  /** For who may write: what has one of these ids is to be as it was before. */
  onRestore: ((only: readonly string[]) => void) | null
}

const Context = createContext<Around>({ sectionId: "", numbers: new Map(), onRestore: null })
export const Shown = Context.Provider
export const useAround = (): Around => use(Context)
