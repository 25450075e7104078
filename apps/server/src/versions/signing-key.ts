import { existsSync } from "node:fs"
import { chmod, open, readFile, rename, stat } from "node:fs/promises"
import { join } from "node:path"
import {
  areNamedRight,
  checkSignature,
  newSigningKey,
  publicPart,
  sign,
  type SigningKey,
  SigningKeySchema,
} from "@codraft/publish/manifest"

/** What a person can put right: said in plain words. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError"
}

/** What there is where the key is kept. */
export type KeptKey =
  | { readonly kind: "key"; readonly key: SigningKey; readonly isOpenToOthers: boolean }
  | { readonly kind: "absent" }
  /** Something is there, and it is no key that signs. `problem`: a sentence. */
  | { readonly kind: "broken"; readonly problem: string }

/** The key that signs versions; another one may take the place of one that was broken. */
export interface SigningKeySource {
  /** Null where there is none to sign with now. */
  current(): Promise<SigningKey | null>
  /** What was last found. */
  readonly known: SigningKey | null
}

/** The key is beside the database and not in it, and readable by its user only. */
export function keyFileIn(directory: string): string {
  return join(directory, "signing-key.json")
}

/** What to do about a key that cannot sign; `file` is where it is to be. */
export function remedyFor(file: string): string {
  return `Put it back from the backup: codraft signing-key restore --from FILE, or copy it to ${file}. If there is none, let another key sign from now on: codraft signing-key rotate`
}

/** From now on another key signs; whatever was there stays beside it. Nobody may be serving the directory. */
export async function rotateSigningKey(directory: string): Promise<SigningKey> {
  const file = keyFileIn(directory)
  if ((await readSigningKey(file)).kind === "broken") await moveAside(file)
  const key = await newSigningKey()
  await writeKey(file, key)
  return key
}

/** The copy of a key lies beside the copy of a database. */
export function keyBeside(copy: string): string {
  return `${copy}.signing-key.json`
}

/** Copies the key; false where there is none yet. */
export async function copySigningKey({ directory, to }: { directory: string; to: string }): Promise<boolean> {
  const kept = await readSigningKey(keyFileIn(directory))
  if (kept.kind === "broken") throw new SigningKeyError(kept.problem)
  if (kept.kind === "absent") return false
  await writeKey(to, kept.key)
  return true
}

/** Puts the copy of a key where none is that signs; what is broken there stays beside it. */
export async function restoreSigningKey({ from, directory }: { from: string; directory: string }): Promise<SigningKey> {
  const file = keyFileIn(directory)
  const there = await readSigningKey(file)
  if (there.kind === "key")
    throw new SigningKeyError(
      `${file} holds a key that signs, and it stays. Move it away first to put another in its place.`,
    )
  const copy = await readSigningKey(from)
  if (copy.kind === "absent") throw new SigningKeyError(`There is no key in ${from}.`)
  if (copy.kind === "broken") throw new SigningKeyError(copy.problem)
  if (there.kind === "broken") await moveAside(file)
  await writeKey(file, copy.key)
  return copy.key
}

export function refuseToOverwrite(file: string): void {
  if (existsSync(file)) throw new SigningKeyError(`${file} exists already and is not overwritten. Move it away first.`)
}

/** Looks at what is kept, and tries whether it signs. */
export async function readSigningKey(file: string): Promise<KeptKey> {
  let words: string
  try {
    words = await readFile(file, "utf8")
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === "ENOENT") return { kind: "absent" }
    const why = code === "EISDIR" ? "it is a directory" : code === "EACCES" ? "this user may not read it" : message
    return { kind: "broken", problem: `The signing key ${file} cannot be read: ${why}.` }
  }
  const key = SigningKeySchema.safeParse(parsed(words)).data
  if (key === undefined || !(await signs(key)))
    return { kind: "broken", problem: `The signing key ${file} is damaged: what it holds is no key that signs.` }
  return { kind: "key", key, isOpenToOthers: await isOpenToOthers(file) }
}

/** Makes the first key of a workspace. */
export async function makeSigningKey(directory: string): Promise<SigningKey> {
  const key = await newSigningKey()
  await writeKey(keyFileIn(directory), key)
  return key
}

/** From now on nobody but its user reads it. */
export async function closeToOthers(file: string): Promise<void> {
  await chmod(file, OWNER_ONLY)
}

const OWNER_ONLY = 0o600
const OTHERS = 0o077

async function isOpenToOthers(file: string): Promise<boolean> {
  return process.platform !== "win32" && ((await stat(file)).mode & OTHERS) !== 0
}

function parsed(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}

/** One changed letter leaves what looks like a key and signs what nobody can check. */
async function signs(key: SigningKey): Promise<boolean> {
  try {
    const bytes = new TextEncoder().encode("Codraft")
    const own = publicPart(key)
    return (
      (await areNamedRight([own])) && (await checkSignature(bytes, await sign(bytes, key), [own])).state === "valid"
    )
  } catch {
    return false
  }
}

/** Nothing that was there is lost: somebody may still read it. */
async function moveAside(file: string): Promise<void> {
  let aside = `${file}.broken`
  for (let n = 2; existsSync(aside); n += 1) aside = `${file}.broken-${n}`
  await rename(file, aside)
}

/** The file has the one key or the other, whole, also after a power cut. */
async function writeKey(file: string, key: SigningKey): Promise<void> {
  const partial = `${file}.partial`
  const handle = await open(partial, "w", OWNER_ONLY)
  try {
    await handle.writeFile(`${JSON.stringify(key)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(partial, file)
}
