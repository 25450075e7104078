import { type StoredImage, StoredImageSchema } from "@codraft/publication/images"
import { deleteDB, type IDBPDatabase, openDB } from "idb"
import type { ReadyImage } from "./image-file.ts"

/** Together on one device; beyond it an image needs a connection. */
const keptBytesMax = 100 * 1024 * 1024

const databaseVersion = 1
const databaseName = (personId: string) => `codraft-images-${personId}`

export interface KeptImage {
  sectionId: string
  image: ReadyImage
}

/** Where images wait that the server does not have: the device itself, or memory in tests. */
export interface KeptImages {
  all(): Promise<KeptImage[]>
  /** Durable when it resolves; false when there is no room. */
  keep(kept: KeptImage): Promise<boolean>
  drop(sectionId: string, blob: string): Promise<void>
  close(): void
}

/** One database per person, so that nobody's images wait under another's name. */
export function openKeptImages(personId: string): KeptImages {
  let opened: Promise<IDBPDatabase> | null = null
  const database = () => {
    opened ??= openDB(databaseName(personId), databaseVersion, {
      upgrade: (db) => void db.createObjectStore("waiting", { keyPath: ["sectionId", "blob"] }),
      blocking: () => void opened?.then((db) => db.close()),
      terminated: () => {
        opened = null
      },
    })
    return opened
  }
  return {
    async all() {
      const records: unknown[] = await (await database()).getAll("waiting")
      return records.flatMap((record) => readRecord(record) ?? [])
    },
    async keep({ sectionId, image }) {
      try {
        const transaction = (await database()).transaction("waiting", "readwrite", { durability: "strict" })
        const records = await transaction.store.getAll()
        const taken = records.reduce((sum: number, { bytes }: StoredImage) => sum + bytes, 0)
        if (taken + image.bytes > keptBytesMax) return false
        await Promise.all([transaction.store.put({ sectionId, ...image }), transaction.done])
        return true
      } catch (error) {
        // A full or failing device: the browser says which, and for the image it comes to the same.
        if (error instanceof DOMException) return false
        throw error
      }
    },
    async drop(sectionId, blob) {
      await (await database()).delete("waiting", [sectionId, blob])
    },
    close() {
      void opened?.then((db) => db.close())
      opened = null
    },
  }
}

/** At sign-out: nothing of this person stays on the device. */
export const clearKeptImages = (personId: string): Promise<void> => deleteDB(databaseName(personId))

function readRecord(record: unknown): KeptImage | null {
  if (typeof record !== "object" || record === null || !("sectionId" in record) || !("content" in record)) return null
  const { sectionId, content } = record
  const image = StoredImageSchema.safeParse(record)
  if (!image.success || typeof sectionId !== "string" || !(content instanceof Uint8Array)) return null
  return { sectionId, image: { ...image.data, content: new Uint8Array(content) } }
}
