import { isIP } from "node:net"
import { fileURLToPath } from "node:url"
import { z } from "zod"

/** Everything that may differ between two installations. Read once at the start; nothing else reads the environment. */
export interface Config {
  host: string
  /** 0 asks the system for a free port. */
  port: number
  dataDirectory: string
  /** The sample workspace and sign-in as sample people, on loopback only. */
  isDemo: boolean
  /** The origin under which browsers reach this server; null until it listens: then its own address. */
  publicOrigin: string | null
  /** Signs sessions and tokens; null: kept in the data directory. */
  secret: string | null
  /** The built browser application. */
  editorDirectory: string
}

export type Environment = Record<string, string | undefined>

/** What is wrong with the environment, one plain sentence per problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError"
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join("\n"))
    this.problems = problems
  }
}

/** Throws a {@link ConfigError} that names every problem at once. */
export function readConfig(environment: Environment): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""))
  const problems = notOffered(set)
  const read = EnvironmentSchema.safeParse(set)
  if (!read.success) problems.push(...read.error.issues.map((issue) => issue.message))
  if (!read.success || problems.length > 0) throw new ConfigError(problems)
  const { HOST, PORT, CODRAFT_DATA, CODRAFT_DEMO, CODRAFT_URL, CODRAFT_SECRET } = read.data
  if (!CODRAFT_DEMO) {
    throw new ConfigError([
      "This build has no sign-in for real accounts yet. Set CODRAFT_DEMO=1 to run the sample workspace on this machine.",
    ])
  }
  if (!isLoopback(HOST)) {
    throw new ConfigError([
      `CODRAFT_DEMO lets anybody in as any sample person, so it only binds this machine: HOST must be 127.0.0.1, ::1 or localhost, not "${HOST}".`,
    ])
  }
  return {
    host: HOST,
    port: PORT,
    dataDirectory: CODRAFT_DATA,
    isDemo: CODRAFT_DEMO,
    publicOrigin: CODRAFT_URL ?? null,
    secret: CODRAFT_SECRET ?? null,
    editorDirectory: fileURLToPath(new URL("../../editor/dist", import.meta.url)),
  }
}

/** The data directory alone, for commands that serve nothing. */
export function readDataDirectory(environment: Environment): string {
  return environment.CODRAFT_DATA || DEFAULT_DATA_DIRECTORY
}

export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true
  return isIP(host) === 4 && host.startsWith("127.")
}

const DEFAULT_DATA_DIRECTORY = "./data"
const SECRET_LENGTH_MIN = 32

const EnvironmentSchema = z.object({
  PORT: z
    .string()
    .default("8787")
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
      error: (issue) => `PORT must be a number from 0 to 65535, not "${String(issue.input)}".`,
    })
    .transform(Number),
  HOST: z.string().default("127.0.0.1"),
  CODRAFT_DATA: z.string().default(DEFAULT_DATA_DIRECTORY),
  CODRAFT_DEMO: z
    .enum(["0", "1"], { error: (issue) => `CODRAFT_DEMO must be 1 or 0, not "${String(issue.input)}".` })
    .default("0")
    .transform((flag) => flag === "1"),
  CODRAFT_URL: z
    .string()
    .transform((text, context) => {
      const origin = originOf(text)
      if (origin) return origin
      const message = `CODRAFT_URL must be the public address without a path, such as https://drafting.example.org, not "${text}".`
      context.addIssue({ code: "custom", message })
      return z.NEVER
    })
    .optional(),
  CODRAFT_SECRET: z
    .string()
    .min(SECRET_LENGTH_MIN, `CODRAFT_SECRET must have at least ${SECRET_LENGTH_MIN} characters.`)
    .optional(),
})

function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === "https:" || url.protocol === "http:"
  return isWeb && url.pathname === "/" && !url.search && !url.hash && !url.username ? url.origin : null
}

/** Settings of the documented product that this build lacks: refusing is better than leaving them without effect. */
function notOffered(set: Environment): string[] {
  return Object.keys(set).flatMap((name) => {
    const purpose = NOT_OFFERED.find(([pattern]) => pattern.test(name))?.[1]
    return purpose ? [`${name} is set, but this build does not offer ${purpose} yet: unset it.`] : []
  })
}

const NOT_OFFERED: [pattern: RegExp, purpose: string][] = [
  [/^DATABASE_URL$/, "a Postgres database"],
  [/^REDIS_URL$/, "several servers on one workspace"],
  [/^SMTP_URL$/, "sending e-mail"],
  [/^OIDC_/, "sign-in through an identity provider"],
]
