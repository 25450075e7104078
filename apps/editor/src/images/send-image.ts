import { type Refusal, RefusalSchema } from "@codraft/publication"

export type Sent =
  | { kind: "stored" }
  | { kind: "refused"; refusal: Refusal }
  /** Nobody answered, or somebody who says to come back. */
  | { kind: "later" }
  /** The section is not there for this person, or nobody is signed in. */
  | { kind: "lost"; status: number }

/** Sends the bytes of one image. By XMLHttpRequest, since `fetch` does not tell how far it has come. */
export async function sendImage(
  sectionId: string,
  content: Uint8Array<ArrayBuffer>,
  mediaType: string,
  onProgress: (share: number) => void,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open("POST", `/api/sections/${sectionId}/images`)
    request.setRequestHeader("Content-Type", mediaType)
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener("load", () => resolve(readAnswer(request.status, request.responseText)))
    for (const failure of ["error", "timeout", "abort"]) {
      request.addEventListener(failure, () => resolve({ kind: "later" }))
    }
    request.timeout = sendMsMax
    request.send(content)
  })
}

/** 10 MB at 300 kbit/s. */
const sendMsMax = 280_000

function readAnswer(status: number, text: string): Sent {
  if (status === 200) return { kind: "stored" }
  if (status === 409) {
    const answer = JSON.parse(text) as { refusal?: unknown }
    return { kind: "refused", refusal: RefusalSchema.parse(answer.refusal) }
  }
  return status === 429 || status >= 500 || status === 0 ? { kind: "later" } : { kind: "lost", status }
}
