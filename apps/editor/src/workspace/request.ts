/** An answer that is not what was asked for: `status` 0 means that no answer came at all. */
export class RequestError extends Error {
  override name = "RequestError"
  readonly status: number
  readonly answer: unknown
  constructor(status: number, path: string, answer: unknown, options?: ErrorOptions) {
    super(`${path}: ${status === 0 ? "no answer" : status}`, options)
    this.status = status
    this.answer = answer
  }
}

/** Asks the server that this page came from. `T` is the shape its routes promise. */
export async function request<T>(
  path: string,
  init: { method?: "GET" | "POST"; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, {
      method: init.method ?? "GET",
      credentials: "same-origin",
      headers:
        init.body === undefined
          ? { accept: "application/json" }
          : { accept: "application/json", "content-type": "application/json" },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      ...(init.signal ? { signal: init.signal } : {}),
    })
  } catch (cause) {
    throw new RequestError(0, path, null, { cause })
  }
  const text = await response.text()
  const answer: unknown = text === "" ? null : parsed(text)
  if (!response.ok) throw new RequestError(response.status, path, answer)
  return answer as T
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
