import { AttemptEndedError } from "./file-press.ts"
import type { EnclosedFile, FilesJob } from "./file-work.ts"
import { failedFile, type MadeFile } from "./made-file.ts"
import type { VersionPress } from "./version-press.ts"

interface MakingDeps {
  readonly press: Pick<VersionPress, "files">
  readonly made: (file: MadeFile) => Promise<void>
  readonly signal: AbortSignal
  /** What an attempt ended with, before what is left is tried in another. */
  readonly ended: (name: string, error: AttemptEndedError) => void
}

/**
 * Makes all files of a version, in as many attempts as it takes: one that brings down what makes it is left out, and the others are
 * made without it. A file that came late in an attempt which ended, but not by its own time, has another one to itself.
 */
export async function makeAll(job: FilesJob, { press, made, signal, ended }: MakingDeps): Promise<void> {
  const there: EnclosedFile[] = [...job.there]
  let left = [...job.names]
  const take = async (file: MadeFile) => {
    if (file.name !== left[0]) throw new Error(`${file.name} was made where ${left[0]} was to be`)
    left = left.slice(1)
    if ("bytes" in file) there.push(enclosed(file))
    await made(file)
  }
  while (left.length > 0 && !signal.aborted) {
    const before = left.length
    try {
      await press.files({ ...job, names: left, there: [...there] }, { made: take, signal })
      if (left.length > 0 && !signal.aborted) throw new Error(`nobody made ${left.join(", ")}`)
    } catch (error) {
      const [name] = left
      if (!(error instanceof AttemptEndedError) || name === undefined) throw error
      ended(name, error)
      const wasAlone = left.length === before
      if (error.because === "time" || wasAlone) await take(failedFile(name, error.because))
    }
  }
}

function enclosed({ name, bytes, pages }: Extract<MadeFile, { bytes: unknown }>): EnclosedFile {
  return { name, bytes: bytes.length, ...(pages === undefined ? {} : { pages }) }
}
