import { Worker } from "node:worker_threads"
import type { NumberCounts } from "@codraft/document/canonical"
import type { CoverNote, Publication, SectionId } from "@codraft/publication"
import type { PublicationContent } from "@codraft/publish/content"
import type { SectionPlaces, TypedPlace, TypedPlaceAnswer } from "@codraft/publish/places"
import type { ManifestInput } from "@codraft/publish/manifest"
import type { SealedVersion } from "@codraft/publish/package"
import type { Finding, PreflightFacts } from "@codraft/publish/preflight"
import { type Attempt, filesInProcess } from "./file-press.ts"
import type { FilesJob } from "./file-work.ts"
import type { MadeFile } from "./made-file.ts"

type Bytes = Uint8Array<ArrayBuffer>

/** What a value is made of. */
export interface TextsAtCut {
  /** As whoever freezes sees it. */
  readonly publication: Publication
  readonly version: PublicationContent["version"]
  /** Canonical content as JSON, so that no large tree crosses between threads. */
  readonly texts: ReadonlyMap<SectionId, string>
}

export interface ValueJob extends TextsAtCut {
  readonly facts: PreflightFacts
  readonly coverNote: CoverNote | null
}

export interface MadeValue {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
  readonly findings: readonly Finding[]
  /** Where the numbers of each section begin. */
  readonly starts: ReadonlyMap<SectionId, NumberCounts>
  /** The characters of the cover note that no font has. */
  readonly unprintableInNote: readonly string[]
}

export interface ChangedJob {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
  /** The draft as it is now: canonical content as JSON. */
  readonly texts: ReadonlyMap<SectionId, string>
}

/** The bytes of a version's `publication.json`, or what the draft would be frozen of. */
export type ComparedJob = { readonly content: Bytes } | { readonly draft: TextsAtCut }

export interface ComparisonJob {
  readonly before: ComparedJob
  readonly after: ComparedJob
}

export interface ManifestJob extends Omit<ManifestInput, "content"> {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
}

export interface PackageJob extends Omit<SealedVersion, "manifest"> {
  /** The bytes of the manifest. */
  readonly manifest: Bytes
}

export interface TypedJob {
  /** The bytes of `publication.json`. */
  readonly content: Bytes
  readonly rows: readonly TypedPlace[]
}

export interface RedlineJob extends ComparisonJob {
  /** By the SHA-256 of each. */
  readonly images: ReadonlyMap<string, Bytes>
}

/** The work on whole versions, of nothing but what it is given: the same each time. */
export interface VersionPress {
  value(job: ValueJob): Promise<MadeValue>
  /** The files of a version, one after the other. Rejects with `AttemptEndedError` where it came to an end before all were made. */
  files(job: FilesJob, attempt: Attempt): Promise<void>
  /** The bytes of `manifest.json`. */
  manifest(job: ManifestJob): Promise<Bytes>
  /** The bytes of `codraft.zip`. */
  package(job: PackageJob): Promise<Bytes>
  /** Of these texts those that are not what was frozen. */
  changed(job: ChangedJob): Promise<SectionId[]>
  /** A `ShownComparison` as JSON, packed by gzip. */
  comparison(job: ComparisonJob): Promise<Bytes>
  /** Of the bytes of `publication.json`. */
  places(content: Bytes): Promise<SectionPlaces[]>
  /** Where a version has what the rows of a table name, in their order. */
  typed(job: TypedJob): Promise<TypedPlaceAnswer[]>
  redline(job: RedlineJob): Promise<MadeFile>
}

export type PressJob =
  | { readonly value: ValueJob }
  | { readonly manifest: ManifestJob }
  | { readonly package: PackageJob }
  | { readonly changed: ChangedJob }
  | { readonly comparison: ComparisonJob }
  | { readonly places: Bytes }
  | { readonly typed: TypedJob }
  | { readonly redline: RedlineJob }

/** Each job in a thread or a process of its own: people write meanwhile, and what it took in memory goes with it. */
export const pressInWorkers: VersionPress = {
  value: (value) => inWorker<MadeValue>({ value }),
  places: (places) => inWorker<SectionPlaces[]>({ places }),
  files: (job, attempt) => filesInProcess(job, attempt),
  manifest: (manifest) => inWorker<Bytes>({ manifest }),
  package: (sealed) => inWorker<Bytes>({ package: sealed }),
  changed: (changed) => inWorker<SectionId[]>({ changed }),
  comparison: (comparison) => inWorker<Bytes>({ comparison }),
  typed: (typed) => inWorker<TypedPlaceAnswer[]>({ typed }),
  redline: (redline) => inWorker<MadeFile>({ redline }),
}

/** The longest publication that is allowed takes a fraction of these. */
const heapMegabytesMax = 2_048
const workMsMax = 300_000

async function inWorker<T>(job: PressJob): Promise<T> {
  const worker = new Worker(new URL("./version-worker.js", import.meta.url), {
    name: "codraft-version",
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  })
  const timer = setTimeout(() => void worker.terminate(), workMsMax)
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.once("message", resolve)
      worker.once("error", reject)
      worker.once("exit", () => reject(new Error("The work on a version was not finished.")))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
