import { randomBytes } from "node:crypto"
import { mkdir, open, readFile } from "node:fs/promises"
import { join } from "node:path"

/** What lies in a workspace's data directory. */
export interface DataDirectory {
  /** The log, snapshots and blobs. */
  databaseFile: string
  /** May be removed while the server is stopped. */
  cacheDirectory: string
  secret: string
}

export function databaseFile(directory: string): string {
  return join(directory, "codraft.sqlite")
}

/** Makes the directory and its secret on first use; both are readable by this user only. */
export async function openDataDirectory(directory: string, givenSecret: string | null): Promise<DataDirectory> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return {
    databaseFile: databaseFile(directory),
    cacheDirectory: join(directory, "cache"),
    secret: givenSecret ?? (await keptSecret(join(directory, "secret"))),
  }
}

const SECRET_BYTES = 32

async function keptSecret(file: string): Promise<string> {
  const kept = await readFile(file, "utf8").catch(absentFile)
  // A crash in the middle of the first start may have left less than a whole one.
  if (kept && kept.trim().length === SECRET_BYTES * 2) return kept.trim()
  const secret = randomBytes(SECRET_BYTES).toString("hex")
  const handle = await open(file, "w", 0o600)
  try {
    await handle.writeFile(`${secret}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return secret
}

function absentFile(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null
  throw error
}
