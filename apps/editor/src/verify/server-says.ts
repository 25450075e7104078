import { KeySetSchema, type PublicKey } from "@codraft/publish/manifest"
import type { KnownFile } from "./verify-files.ts"

/** The keys that this server signs with; null where it does not answer. */
export async function publishedKeys(): Promise<readonly PublicKey[] | null> {
  const answer = await asked("/.well-known/jwks.json")
  if (answer?.ok !== true) return null
  return KeySetSchema.safeParse(await answer.json()).data?.keys ?? null
}

/** Of which version a file is: null for none, undefined where the server does not answer. */
export async function fileOf(sha256: string): Promise<KnownFile | null | undefined> {
  const answer = await asked(`/api/files/${sha256}`)
  if (answer?.status === 404) return null
  return answer?.ok === true ? ((await answer.json()) as KnownFile) : undefined
}

async function asked(path: string): Promise<Response | null> {
  return fetch(path).catch(() => null)
}
