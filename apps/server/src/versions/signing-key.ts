import { open, readFile } from "node:fs/promises"
import { join } from "node:path"
import { newSigningKey, type SigningKey, SigningKeySchema } from "@codraft/publish/manifest"

/**
 * The key that signs versions, made on first use and readable by this user only. It is not in the database, and so in no backup:
 * a workspace that was put back elsewhere signs with another key, and what this one signed stays known by its public part.
 */
export async function keptSigningKey(directory: string): Promise<SigningKey> {
  const file = join(directory, "signing-key.json")
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null
    throw error
  })
  const key = kept === null ? null : readKey(kept)
  if (key !== null) return key
  const made = await newSigningKey()
  const handle = await open(file, "w", 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(made)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return made
}

/** Null for what a crash in the middle of the first start has left. */
function readKey(text: string): SigningKey | null {
  try {
    return SigningKeySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
