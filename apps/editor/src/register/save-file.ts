import { m } from "../language/language.ts"

/** Saves what is at an address as a file. Null when it is there; else why not, in plain words. */
export async function saveFile(path: string): Promise<string | null> {
  let answer: Response
  let bytes: Blob
  try {
    answer = await fetch(path, { credentials: "same-origin" })
    bytes = await answer.blob()
  } catch {
    return m.server_silent()
  }
  if (answer.status === 413) return m.register_file_too_long()
  if (answer.status === 429 || answer.status === 503) return m.register_file_busy()
  if (!answer.ok) return answer.status === 401 ? m.problem_signed_out() : m.server_silent()
  const link = document.createElement("a")
  link.href = URL.createObjectURL(bytes)
  link.download = nameIn(answer.headers.get("Content-Disposition") ?? "")
  link.click()
  // The browser has taken the bytes by then.
  setTimeout(() => URL.revokeObjectURL(link.href), revokeMs)
  return null
}

const revokeMs = 60_000

function nameIn(disposition: string): string {
  const found = /filename\*=UTF-8''([^;]+)/.exec(disposition)
  return decodeURIComponent(found?.[1] ?? "comments")
}
