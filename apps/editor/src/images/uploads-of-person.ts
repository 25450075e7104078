import { browserClock } from "../workspace/browser.ts"
import { unsentWork } from "../workspace/unsent-work.ts"
import { ImageUploads } from "./image-uploads.ts"
import { openKeptImages } from "./kept-images.ts"
import { localUrl } from "./section-images.ts"
import { sendImage } from "./send-image.ts"

let latest: { personId: string; uploads: ImageUploads } | null = null

/** The uploads of whoever is signed in in this window: one for all sections, since what waits is sent from any of them. */
export function uploadsOf(personId: string): ImageUploads {
  if (latest?.personId === personId) return latest.uploads
  const uploads = new ImageUploads({
    kept: openKeptImages(personId),
    send: async (sectionId, image, onProgress) => sendImage(sectionId, image.content, image.mediaType, onProgress),
    clock: browserClock,
    urlOf: localUrl,
  })
  latest = { personId, uploads }
  return uploads
}

const users = new Map<ImageUploads, { count: number; end: () => void }>()

/** Lets them run as long as somebody uses them; the returned function ends that use. */
export function runUploads(uploads: ImageUploads): () => void {
  const using = users.get(uploads) ?? { count: 0, end: started(uploads) }
  users.set(uploads, using)
  using.count += 1
  return () => {
    using.count -= 1
    if (using.count > 0) return
    users.delete(uploads)
    using.end()
  }
}

function started(uploads: ImageUploads): () => void {
  const retry = () => uploads.retry()
  addEventListener("online", retry)
  const signOff = unsentWork.add(uploads)
  void uploads.start()
  return () => {
    removeEventListener("online", retry)
    signOff()
    uploads.stop()
  }
}
