import { readFile } from "node:fs/promises"
import { type KeySet, KeySetSchema, SigningKeySchema } from "@codraft/publish/manifest"
import { type ChangedPlace, type Checked, type Verification, verifyPackage } from "@codraft/publish/verify"

/** What a person can put right: said in plain words. */
export class VerifyError extends Error {
  override readonly name = "VerifyError"
}

export interface VerifyRequest {
  readonly file: string
  /** A key set in a file, as `/.well-known/jwks.json` gives it. */
  readonly keys: string | null
  /** The address of the server that froze the version: its keys are asked for there. */
  readonly from: string | null
  /** Packages of earlier versions. */
  readonly after: readonly string[]
}

export interface Verdict {
  readonly lines: readonly string[]
  /** `out-of-order`: it is as it was frozen, and does not follow the version before that is at hand. */
  readonly verdict: Verification["verdict"] | "out-of-order"
}

/** Checks a package and says what is found. */
export async function verifyFile({ file, keys, from, after }: VerifyRequest): Promise<Verdict> {
  const trusted = [...(keys === null ? [] : await keysIn(keys)), ...(from === null ? [] : await keysOf(from))]
  const before = await Promise.all(after.map((earlier) => checkedEarlier(earlier, trusted)))
  const manifests = new Map(before.map(({ version, manifestSha256 }) => [version.number, manifestSha256]))
  const verification = await verifyPackage(await bytesOf(file), { trusted, manifests })
  if (verification.verdict === "unreadable")
    return { verdict: "unreadable", lines: [`${file}: ${unreadable[verification.because]}`] }
  const other = before.findIndex(({ publication }) => publication.id !== verification.publication.id)
  if (other >= 0) throw new VerifyError(`${after[other]} is of another publication.`)
  const verdict = verdictOf(verification)
  return { verdict, lines: [...linesOf(verification), "", verdictWords[verdict]].map(printable) }
}

async function checkedEarlier(file: string, trusted: KeySet["keys"]): Promise<Checked> {
  const checked = await verifyPackage(await bytesOf(file), { trusted })
  if (checked.verdict === "unreadable") throw new VerifyError(`${file} is no package of a version.`)
  if (checked.verdict === "changed") throw new VerifyError(`${file} is not as it was frozen itself.`)
  return checked
}

function verdictOf({ verdict, previous }: Checked): Exclude<Verdict["verdict"], "unreadable"> {
  return verdict !== "changed" && previous.state === "does-not-follow" ? "out-of-order" : verdict
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(file))
}

async function keysIn(file: string): Promise<KeySet["keys"]> {
  const stored = parsed(await readFile(file, "utf8"))
  const own = SigningKeySchema.safeParse(stored).data
  return own === undefined ? keySet(stored, file) : [{ kty: own.kty, crv: own.crv, x: own.x, kid: own.kid }]
}

async function keysOf(server: string): Promise<KeySet["keys"]> {
  const address = addressOf(server)
  const answer = await fetch(address, { signal: AbortSignal.timeout(ASK_MS_MAX), redirect: "error" }).catch(
    (cause: unknown) => {
      throw new VerifyError(`${address} does not answer.`, { cause })
    },
  )
  if (!answer.ok) throw new VerifyError(`${address} answers ${answer.status}.`)
  return keySet(parsed(await answer.text()), address.href)
}

function addressOf(server: string): URL {
  if (!URL.canParse(server)) throw new VerifyError(`${server} is no address such as https://drafting.example.org.`)
  return new URL("/.well-known/jwks.json", server)
}

function keySet(stored: unknown, where: string): KeySet["keys"] {
  const keys = KeySetSchema.safeParse(stored).data?.keys
  if (keys === undefined) throw new VerifyError(`${where} holds no keys that versions are signed with.`)
  return keys
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ASK_MS_MAX = 10_000

function linesOf(verification: Checked): string[] {
  const { version, publication, files } = verification
  const named = [version.symbol, version.title].filter((name) => name !== "").join(", ")
  return [
    publication.title,
    `Version ${version.number} (${named}), frozen ${version.frozenAt} by ${version.frozenBy.name}, ${version.frozenBy.organization}`,
    "",
    ...files.map(({ name, state }) => `  ${fileWords[state].padEnd(13)} ${name}`),
    "",
    ...verification.changes.map((place) => `  ${changeWords(place)}`),
    `Signature: ${signatureWords(verification)}`,
    `Order: ${previousWords(verification)}`,
    ...containerWords(verification),
  ]
}

function containerWords({ container, verdict }: Checked): string[] {
  if (container === "written-in")
    return ["CHANGED: the package itself, in which there are bytes that belong to no file."]
  return container === "repacked" && verdict !== "changed"
    ? ["The files were packed again by another program; they were checked all the same."]
    : []
}

/** A name in a package may hold anything: it writes no line of its own and turns none round. */
function printable(line: string): string {
  return line.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`,
  )
}

const unreadable = {
  "no-package": "this is no package of a version (codraft.zip).",
  damaged: "this is a zip file that was cut off or damaged. It cannot be checked; get it again.",
  "too-large": "this is larger than any package of a version.",
  "no-manifest": "there is no manifest.json in it, so it is no package of a version.",
  "broken-manifest": "its manifest.json cannot be read: it is not as it was frozen.",
} as const

const fileWords = {
  "as-frozen": "as frozen",
  changed: "CHANGED",
  missing: "MISSING",
  added: "ADDED",
  twice: "TWICE",
} as const

const verdictWords = {
  "as-frozen": "Everything is exactly as it was frozen.",
  unconfirmed:
    "Every file fits the manifest, but the key is known from the package alone. Give the keys of the server with --from or --keys.",
  changed: "This is NOT what was frozen.",
  "out-of-order":
    "Every file fits the manifest, but this version does NOT follow the one that is at hand: one of the two was never issued.",
} as const

function signatureWords({ signature, kid }: Checked): string {
  switch (signature) {
    case "trusted":
      return `valid, by the key ${kid ?? ""}`
    case "own-key":
      return `valid, by the key ${kid ?? ""}, which only the package itself names`
    case "invalid":
      return "NOT valid: manifest.json or manifest.jws was changed"
    case "missing":
      return "MISSING"
    case "unknown-key":
      return `by the key ${kid ?? ""}, which is not in the package: manifest.jws or keys.json was changed`
    case "unsupported":
      return "could not be checked here: this program has no Ed25519"
    default:
      return signature satisfies never
  }
}

function previousWords({ previous }: Checked): string {
  switch (previous.state) {
    case "first":
      return "the first version"
    case "follows":
      return `follows version ${previous.number}, which is at hand`
    case "not-at-hand":
      return `follows version ${previous.number} with the manifest ${previous.sha256}; give that package with --after to check it`
    case "does-not-follow":
      return `does NOT follow the version ${previous.number} that is at hand`
    default:
      return previous satisfies never
  }
}

function changeWords({ section, what, index, number }: ChangedPlace): string {
  const where = `section ${section.number}, “${section.title}”`
  switch (what) {
    case "paragraph":
      return `Changed: ${where}, block ${index ?? ""}${number === undefined ? "" : ` (number ${number})`}`
    case "footnote":
      return `Changed: ${where}, footnote ${index ?? ""}`
    case "title":
      return `Changed: the title or number of ${where}`
    case "added":
      return `Added: ${where}`
    case "missing":
      return `Missing: ${where}`
    default:
      return what satisfies never
  }
}
