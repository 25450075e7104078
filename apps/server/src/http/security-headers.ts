import type { MiddlewareHandler } from "hono"
import type { HttpEnv } from "./env.ts"

/** Set on every answer; a page replaces the content policy by its own. */
export function securityHeaders(options: { isSecure: boolean }): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
    if (options.isSecure) headers.set("Strict-Transport-Security", "max-age=31536000")
    if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", NOTHING_RUNS)
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store")
  }
}

/**
 * Scripts come only from files of this server. Style elements need the nonce of the answer; style attributes are free,
 * since pasted text keeps its bold and italics in them.
 */
export function pagePolicy(nonce: string, socketSources: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...socketSources].join(" "),
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}

const NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex, nofollow, noarchive",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self)",
}
