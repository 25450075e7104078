import { useEffect, useState } from "react"

type Catalogue = typeof import("@codraft/publication/targets")

let loaded: Catalogue | null = null
let loading: Promise<Catalogue> | null = null

/** The targets in words: large, so that it comes when somebody first asks for one. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= import("@codraft/publication/targets").then(
    (catalogue) => (loaded = catalogue),
    (error: unknown) => {
      loading = null
      throw error
    },
  )
  return loading
}

/** Null until it is there; asked for as soon as it is wanted. */
export function useCatalogue(isWanted: boolean): Catalogue | null {
  const [catalogue, setCatalogue] = useState(loaded)
  useEffect(() => {
    if (!isWanted || catalogue !== null) return undefined
    let isGone = false
    loadCatalogue().then(
      (found) => isGone || setCatalogue(found),
      // Without a connection: a code is a code all the same, and the next question asks again.
      () => {},
    )
    return () => {
      isGone = true
    }
  }, [isWanted, catalogue])
  return catalogue
}
