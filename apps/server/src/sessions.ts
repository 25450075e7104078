import { type PersonId, PersonIdSchema, type PublicationId, PublicationIdSchema } from "@codraft/publication"
import { sign, verify } from "hono/jwt"
import { z } from "zod"

/** Somebody whom a cookie or a token has made known. */
export interface Session {
  id: string
  personId: PersonId
  expiresAt: number
  /** A token opens one publication; a cookie opens whatever the person may see. */
  scope: PublicationId | "everything"
}

/**
 * Signs people in and knows who they are. Sessions live in signed cookies, so they survive a restart of the server;
 * a session that was ended early is remembered until it would have expired.
 */
export class Sessions {
  readonly #secret: string
  readonly #now: () => number
  readonly #newId: () => string
  readonly #ended = new Map<string, number>()
  readonly #watchers = new Map<string, Set<() => void>>()

  constructor(options: { secret: string; now: () => number; newId: () => string }) {
    this.#secret = options.secret
    this.#now = options.now
    this.#newId = options.newId
  }

  /** The value for the session cookie. */
  async begin(personId: PersonId): Promise<string> {
    return this.#sign("session", personId, this.#now() + SESSION_LENGTH_MS)
  }

  /** A token for programs: one publication, until it expires. */
  async issueToken(
    personId: PersonId,
    publicationId: PublicationId,
    lengthMs: number,
  ): Promise<{ token: string; expiresAt: number }> {
    const expiresAt = wholeSeconds(this.#now() + lengthMs)
    return { token: await this.#sign("token", personId, expiresAt, publicationId), expiresAt }
  }

  /** The session of a cookie; null when it is forged, expired or ended. */
  async fromCookie(value: string): Promise<Session | null> {
    return this.#read("session", value)
  }

  /** The session of a token; null when it is forged or expired. */
  async fromToken(value: string): Promise<Session | null> {
    return this.#read("token", value)
  }

  /** Ends a session at once, its open sockets too. */
  end(session: Session): void {
    if (this.#ended.size >= ENDED_SESSIONS_MAX) this.#forgetExpired()
    this.#ended.set(session.id, session.expiresAt)
    for (const onEnd of this.#watchers.get(session.id) ?? []) onEnd()
    this.#watchers.delete(session.id)
  }

  /** Calls back when the session is ended early; returns how to stop listening. */
  whenEnded(session: Session, onEnd: () => void): () => void {
    const watchers = this.#watchers.get(session.id) ?? new Set()
    this.#watchers.set(session.id, watchers.add(onEnd))
    return () => {
      watchers.delete(onEnd)
      if (watchers.size === 0) this.#watchers.delete(session.id)
    }
  }

  async #sign(kind: Kind, personId: PersonId, expiresAt: number, publicationId?: PublicationId): Promise<string> {
    const exp = wholeSeconds(expiresAt) / 1000
    const claims: Claims = { aud: kind, sub: personId, jti: this.#newId(), exp, pub: publicationId }
    return sign(claims, this.#secret, ALGORITHM)
  }

  async #read(kind: Kind, value: string): Promise<Session | null> {
    if (value.length > SIGNED_CHARACTERS_MAX) return null
    // Every failure of `verify` means the same to the caller: this value makes nobody known.
    const verified = await verify(value, this.#secret, { alg: ALGORITHM, aud: kind, exp: false }).catch(() => null)
    const claims = ClaimsSchema.safeParse(verified).data
    if (!claims || claims.exp * 1000 <= this.#now() || this.#ended.has(claims.jti)) return null
    if (kind === "token" && !claims.pub) return null
    return { id: claims.jti, personId: claims.sub, expiresAt: claims.exp * 1000, scope: claims.pub ?? "everything" }
  }

  #forgetExpired(): void {
    const now = this.#now()
    for (const [id, expiresAt] of this.#ended) if (expiresAt <= now) this.#ended.delete(id)
  }
}

/** Shared computers are common in missions: a working day, then sign in again. */
export const SESSION_LENGTH_MS = 12 * 60 * 60 * 1000
const ENDED_SESSIONS_MAX = 10_000
const SIGNED_CHARACTERS_MAX = 2_000
const ALGORITHM = "HS256"

type Kind = "session" | "token"

const ClaimsSchema = z.object({
  aud: z.enum(["session", "token"]),
  sub: PersonIdSchema,
  jti: z.string().min(1),
  exp: z.number().int(),
  pub: PublicationIdSchema.optional(),
})

type Claims = z.infer<typeof ClaimsSchema>

/** Signed times count in seconds. */
function wholeSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000
}
