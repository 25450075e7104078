import { existsSync } from "node:fs"
import { open, readFile, rename } from "node:fs/promises"
import { join } from "node:path"
import { newSigningKey, type SigningKey, SigningKeySchema } from "@codraft/publish/manifest"

/** What a person can put right: said in plain words. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError"
}

/**
 * The key that signs versions, made on first use and readable by this user only. It is beside the database and not in it. Another
 * one may take its place: what a key signed is known by its public part, which is kept with each version.
 */
export async function keptSigningKey(directory: string): Promise<SigningKey> {
  const key = await readKey(fileIn(directory))
  if (key !== null) return key
  const made = await newSigningKey()
  await writeKey(fileIn(directory), made)
  return made
}

/** From now on another key signs. Nobody may be serving the directory: whoever has read the old one goes on signing with it. */
export async function rotateSigningKey(directory: string): Promise<SigningKey> {
  const key = await newSigningKey()
  await writeKey(fileIn(directory), key)
  return key
}

/** The copy of a key lies beside the copy of a database. */
export function keyBeside(copy: string): string {
  return `${copy}.signing-key.json`
}

/** Copies the key; false where there is none yet. */
export async function copySigningKey({ directory, to }: { directory: string; to: string }): Promise<boolean> {
  const key = await readKey(fileIn(directory))
  if (key === null) return false
  await writeKey(to, key)
  return true
}

/** Puts the copy of a key in place, and says what came of it: one that is there already stays. */
export async function restoreSigningKey({ from, directory }: { from: string; directory: string }): Promise<string> {
  if ((await readKey(fileIn(directory))) !== null) return "Its versions are signed by the key that was here already."
  const kept = await readKey(from)
  if (kept === null) return `There is no key in ${from}: the next versions are signed by a new one.`
  await writeKey(fileIn(directory), kept)
  return "Its versions are signed by the key that signed them before."
}

export function refuseToOverwrite(file: string): void {
  if (existsSync(file)) throw new SigningKeyError(`${file} exists already and is not overwritten. Move it away first.`)
}

const fileIn = (directory: string) => join(directory, "signing-key.json")

/** Null where there is none, and for what a crash in the middle of the first start has left. */
async function readKey(file: string): Promise<SigningKey | null> {
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null
    throw error
  })
  if (kept === null) return null
  try {
    return SigningKeySchema.safeParse(JSON.parse(kept)).data ?? null
  } catch {
    return null
  }
}

/** The file has the one key or the other, whole, also after a power cut. */
async function writeKey(file: string, key: SigningKey): Promise<void> {
  const partial = `${file}.partial`
  const handle = await open(partial, "w", 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(key)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(partial, file)
}
