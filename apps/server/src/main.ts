#!/usr/bin/env node
import { existsSync } from "node:fs"
import { parseArgs } from "node:util"
import { StorageError } from "@codraft/storage"
import { ConfigError, readConfig, readDataDirectory } from "./config.ts"
import { databaseFile } from "./data-directory.ts"
import { openDiagnostics } from "./diagnostics.ts"

const HELP = `Codraft: many organisations write one publication together.

Usage: codraft <command>

  serve                 serve the workspace until the process is told to stop
  backup --to FILE      copy the workspace into FILE, and the key that signs versions into
                        FILE.signing-key.json; works while it is being served
  restore --from FILE   put a copy where no workspace is yet, with its key
  signing-key check     say whether the key that signs versions is there and signs
  signing-key restore --from FILE
                        put the copy of a key back where it is missing or damaged
  signing-key rotate    let another key sign versions from now on; not while the workspace is served
  verify FILE           say whether a package of a version (codraft.zip) is exactly what was frozen
                          --from URL    ask the server at this address for its keys
                          --keys FILE   take the keys from a file (a JWK set)
                          --after FILE  the package of a version before; may be given several times

Settings come from the environment; all are optional but the demo:
  CODRAFT_DEMO=1        the sample workspace, with sign-in as sample people, on this machine only
  PORT, HOST            where to listen (8787, 127.0.0.1)
  CODRAFT_DATA          the directory of the workspace (./data)
  CODRAFT_URL           the public address, such as https://drafting.example.org
  CODRAFT_SECRET        signs sessions and tokens (made on first use and kept in the data directory)
`

/** What a person can put right: said in plain words, without a trace of the program. */
class UsageError extends Error {
  override readonly name = "UsageError"
}

// Each loads what it needs when it is called, so that help and mistakes are answered at once.
const commands: Record<string, (rest: string[]) => Promise<void>> = {
  serve,
  async backup(rest) {
    const { to } = options(rest, { to: { type: "string" } })
    if (!to) throw new UsageError("Say where the copy goes: codraft backup --to FILE")
    const { backupSqlite } = await import("@codraft/storage/sqlite")
    const { copySigningKey, keyBeside, refuseToOverwrite } = await import("./versions/signing-key.ts")
    const directory = readDataDirectory(process.env)
    const key = keyBeside(to)
    refuseToOverwrite(key)
    await backupSqlite({ file: databaseFile(directory), to })
    try {
      const hasKey = await copySigningKey({ directory, to: key })
      say(`The workspace is copied to ${to}${hasKey ? `, and the key that signs its versions to ${key}` : ""}.`)
    } catch (error) {
      say(`The workspace is copied to ${to}, but not the key that signs its versions.`)
      throw error
    }
  },
  async restore(rest) {
    const { from } = options(rest, { from: { type: "string" } })
    if (!from) throw new UsageError("Say which copy to put back: codraft restore --from FILE")
    const { restoreSqlite } = await import("@codraft/storage/sqlite")
    const { keyBeside, keyFileIn, readSigningKey, remedyFor, restoreSigningKey } = await import(
      "./versions/signing-key.ts"
    )
    const directory = readDataDirectory(process.env)
    restoreSqlite({ from, file: databaseFile(directory) })
    say(`The workspace is as it was in ${from}.`)
    const key = keyFileIn(directory)
    if ((await readSigningKey(key)).kind === "key")
      return say("Its versions are signed by the key that was here already.")
    if ((await readSigningKey(keyBeside(from))).kind === "absent")
      return say(
        `There is no key in ${keyBeside(from)}. If versions were signed, none can be frozen now. ${remedyFor(key)}`,
      )
    await restoreSigningKey({ from: keyBeside(from), directory })
    say("Its versions are signed by the key that signed them before.")
  },
  async "signing-key"([what, ...rest]) {
    const does = what !== undefined && Object.hasOwn(withKey, what) ? withKey[what] : undefined
    if (!does) throw new UsageError("Say what becomes of the key: codraft signing-key check, restore or rotate")
    await does(readDataDirectory(process.env), rest)
  },
  async verify(rest) {
    const { values, positionals } = parseArgs({
      args: rest,
      options: {
        from: { type: "string" },
        keys: { type: "string" },
        after: { type: "string", multiple: true },
      },
      strict: true,
      allowPositionals: true,
    })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) throw new UsageError("Say which file to check: codraft verify FILE")
    const { verifyFile } = await import("./versions/verify-file.ts")
    const { from = null, keys = null, after = [] } = values
    const { lines, verdict } = await verifyFile({ file, from, keys, after })
    say(lines.join("\n"))
    process.exitCode = exitCodes[verdict]
  },
}

const withKey: Record<string, (directory: string, rest: string[]) => Promise<void>> = {
  async check(directory, rest) {
    options(rest, {})
    const { keyFileIn, readSigningKey, remedyFor, SigningKeyError } = await import("./versions/signing-key.ts")
    const file = keyFileIn(directory)
    const kept = await readSigningKey(file)
    if (kept.kind === "key")
      return say(
        `${file} signs versions; its public part is ${kept.key.kid}.${kept.isOpenToOthers ? " Other users of this machine can read it: chmod 600." : ""}`,
      )
    // Whoever serves a workspace for the first time makes the key before anything can be signed.
    if (kept.kind === "absent" && !existsSync(databaseFile(directory)))
      return say(`There is no workspace in ${directory} yet; its key is made when it is first served.`)
    const problem = kept.kind === "broken" ? kept.problem : `The signing key ${file} is missing.`
    throw new SigningKeyError(`${problem} ${remedyFor(file)}`)
  },
  async restore(directory, rest) {
    const { from } = options(rest, { from: { type: "string" } })
    if (!from) throw new UsageError("Say which copy to put back: codraft signing-key restore --from FILE")
    const { restoreSigningKey } = await import("./versions/signing-key.ts")
    const { kid } = await restoreSigningKey({ from, directory })
    say(`Versions are signed by the key ${kid}. A workspace that is being served takes it up with the next freeze.`)
  },
  async rotate(directory, rest) {
    options(rest, {})
    const { holdSqlite } = await import("@codraft/storage/sqlite")
    const { rotateSigningKey } = await import("./versions/signing-key.ts")
    // A server that runs has read the key that there was.
    const held = holdSqlite({ file: databaseFile(directory) })
    try {
      const { kid } = await rotateSigningKey(directory)
      say(`Versions are signed by the key ${kid} from now on. Those that were signed before stay as they are.`)
    } finally {
      held.close()
    }
  },
}

/** For scripts: only what is confirmed is 0. */
const exitCodes = { "as-frozen": 0, changed: 1, "out-of-order": 1, unreadable: 1, unconfirmed: 2 } as const

/** Of modules that are loaded when they are called. */
const PLAIN_ERRORS: ReadonlySet<string> = new Set(["VerifyError", "SigningKeyError"])

await main(process.argv.slice(2))

async function main([name = "--help", ...rest]: string[]): Promise<void> {
  const wantsHelp = [name, ...rest].some((word) => word === "--help" || word === "-h")
  if (wantsHelp) return say(HELP)
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new UsageError(`There is no command "${name}". See codraft --help.`)
    await command(rest)
  } catch (error) {
    const sentence = inWords(error)
    if (sentence === null) throw error
    process.stderr.write(`${sentence}\n`)
    process.exitCode = 1
  }
}

async function serve(rest: string[]): Promise<void> {
  options(rest, {})
  const { diagnostics, flush } = openDiagnostics()
  const end = (code: number): never => {
    flush()
    process.exit(code)
  }
  const config = readConfig(process.env)
  const { startServer } = await import("./server.ts")
  const server = await startServer(config, diagnostics)
  say(`Codraft is at ${server.url}`)

  let isEnding = false
  const stop = async (reason: string, code: number) => {
    // A terminal sends the signal to the whole group, so the same one may arrive twice.
    if (isEnding) return
    isEnding = true
    diagnostics.stopping({ reason })
    setTimeout(() => end(1), STOP_MS_MAX)
    try {
      await server.close()
      diagnostics.stopped()
      end(code)
    } catch (error) {
      diagnostics.broken("stop", error)
      end(1)
    }
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal, 0))
  // Nothing that a client sends leads here: this is a bug, and what is in memory can no longer be trusted. The log can.
  for (const kind of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(kind, (error: unknown) => {
      diagnostics.broken(kind, error)
      void stop(kind, 1)
    })
  }
}

/** A disk that does not answer may not keep the process for ever: what was not logged was not acknowledged either. */
const STOP_MS_MAX = 10_000

type OptionDescriptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>

function options<T extends OptionDescriptions>(words: string[], known: T) {
  return parseArgs({ args: words, options: known, strict: true, allowPositionals: false }).values
}

/** The sentence for what a person can put right; null for everything else. */
function inWords(error: unknown): string | null {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof StorageError) return error.message
  if (error instanceof Error && PLAIN_ERRORS.has(error.name)) return error.message
  if (!(error instanceof Error) || !("code" in error)) return null
  switch (error.code) {
    case "EADDRINUSE":
      return "The port is taken by another program: stop that one or set PORT."
    case "EADDRNOTAVAIL":
    case "EACCES":
    case "EROFS":
    case "ENOTDIR":
    case "ENOENT":
      return `Not possible here: ${error.message}.`
    default:
      return String(error.code).startsWith("ERR_PARSE_ARGS") ? `${error.message} See codraft --help.` : null
  }
}

function say(sentence: string): void {
  process.stdout.write(sentence.endsWith("\n") ? sentence : `${sentence}\n`)
}
