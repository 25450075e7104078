import { createContext, use } from "react"

/** What is around a passage of a comparison. */
export interface Around {
  sectionId: string
  /** What stands before each item of a list. */
  numbers: ReadonlyMap<object, string>
}

const Context = createContext<Around>({ sectionId: "", numbers: new Map() })
export const Shown = Context.Provider
export const useAround = (): Around => use(Context)
