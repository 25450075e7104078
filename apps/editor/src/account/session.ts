import type { QueryClient } from "@tanstack/react-query"
import { request, RequestError } from "../workspace/request.ts"
import { device } from "./device.ts"
import { meQuery } from "./me.ts"

export async function signInAs(personId: string, queries: QueryClient): Promise<void> {
  await request<null>("/api/demo/sign-in", { method: "POST", body: { personId } })
  await forget(queries)
}

/** Leaves nothing of the person on this device: not the cookie, not the local copies, not what is on the screen. */
export async function signOut(personId: string, queries: QueryClient): Promise<void> {
  await device.clear(personId)
  try {
    await request<null>("/api/sign-out", { method: "POST" })
  } catch (error) {
    if (!(error instanceof RequestError && error.status === 401)) throw error
  }
  await forget(queries)
}

/** Answers belong to one person: drop them all, then ask again who it is. */
async function forget(queries: QueryClient): Promise<void> {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] })
  await queries.refetchQueries({ queryKey: meQuery.queryKey })
}
