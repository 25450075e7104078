// What `npm start`, `npm test`, `npm run dev`, `npm run bench` and `npm run check` do: all set-up first, then the work.
// Plain JavaScript with nothing but Node, since it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { countedLine } from "./counts.mjs"

const root = fileURLToPath(new URL("..", import.meta.url))
const manager = JSON.parse(readFileSync(`${root}package.json`, "utf8")).packageManager
const inCi = process.env.CI === "true"
process.env.TURBO_TELEMETRY_DISABLED = "1"
process.env.npm_config_loglevel = "error"

async function start() {
  install()
  build()
  say("Starting the workspace with the sample publication")
  const server = spawn(process.execPath, ["apps/server/dist/main.js", "serve"], {
    cwd: root,
    stdio: "inherit",
    env: { CODRAFT_DEMO: "1", ...process.env },
  })
  await followTo(server)
}

async function test() {
  install()
  findBrowser()
  build()
  const failed = []
  for (const [name, run] of Object.entries(checks)) if (!run()) failed.push(name)
  say("Types, unit, contract, simulation, fault and browser tests")
  const tests = pnpm(
    "exec",
    "turbo",
    "run",
    "typecheck",
    "test",
    "--continue",
    "--concurrency=2",
    "--output-logs=new-only",
  )
  if (tests !== 0) failed.push("tests")
  if (failed.length > 0) console.error(`\nNot green: ${failed.join(", ")}.`)
  const line = countedLine(root, Object.keys(checks).length, failed)
  console.log(line.text)
  process.exitCode = failed.length > 0 || line.failed > 0 ? 1 : 0
}

async function check() {
  install()
  build()
  const failed = Object.entries(checks).filter(([, run]) => !run())
  process.exitCode = failed.length > 0 ? 1 : 0
}

async function bench() {
  install()
  findBrowser()
  build()
  process.exitCode = pnpm("--filter", "@codraft/test", "bench", ...process.argv.slice(3))
}

async function dev() {
  install()
  build()
  const demo = { CODRAFT_DEMO: "1", ...process.env }
  const run = (program, args, env = process.env) => spawn(program, args, { cwd: root, stdio: "inherit", env })
  const parts = [
    run("npx", ["-y", manager, "exec", "turbo", "watch", "build", "--filter=!@codraft/editor"]),
    run(process.execPath, ["--watch", "apps/server/dist/main.js", "serve"], demo),
    run("npx", ["-y", manager, "--filter", "@codraft/editor", "run", "dev"]),
  ]
  await Promise.race(parts.map(followTo))
  for (const part of parts) part.kill("SIGTERM")
}

/** Quick checks that need no tests: each says for itself what is wrong. */
const checks = {
  format: () => labelled("Format", "biome", "format", "."),
  lint: () => labelled("Lint", "oxlint", "--type-aware", "--deny-warnings", "."),
  layers: () => labelled("Layers", "turbo", "boundaries"),
  "dead code": () => labelled("Dead code", "knip", "--no-progress"),
  rules: () => {
    say("Rules of SPEC.md against the tests that cite them")
    return spawnSync(process.execPath, ["scripts/spec.mjs"], { cwd: root, stdio: "inherit" }).status === 0
  },
}

/** Installs from the lockfile, unless this very lockfile was installed already. */
function install() {
  const stamp = `${root}node_modules/.installed`
  const wanted = createHash("sha256")
    .update(readFileSync(`${root}pnpm-lock.yaml`))
    .update(process.version)
    .digest("hex")
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  say("Installing packages (the first time takes about a minute)")
  mustSucceed(pnpm("install", "--frozen-lockfile", "--prefer-offline"), "The packages could not be installed.")
  writeFileSync(stamp, wanted)
}

function build() {
  say("Building what has changed")
  mustSucceed(pnpm("exec", "turbo", "run", "build"), "The build failed.")
}

/** The browser tests use Debian's Chromium, best the one without windows, or any Chrome already here; as root on Debian it is installed. */
function findBrowser() {
  const candidates = [
    process.env.CHROMIUM,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]
  const present = () => candidates.find((path) => path && existsSync(path))
  if (!present() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium for the browser tests")
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" })
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium-headless-shell"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    })
  }
  const found = present()
  if (found) process.env.CHROMIUM = found
  else if (inCi) stop("No Chromium was found, and under CI=true the browser tests may not be skipped.")
  else say("No Chromium or Chrome found: the browser tests are skipped. Install one, or name it in CHROMIUM.")
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major < 20 || (major === 20 && minor < 19)) stop(`Codraft needs Node 20.19 or later; this is ${process.version}.`)
}

function labelled(label, tool, ...args) {
  say(label)
  return pnpm("exec", tool, ...args) === 0
}

function pnpm(...args) {
  return spawnSync("npx", ["-y", manager, ...args], { cwd: root, stdio: "inherit" }).status ?? 1
}

/** Passes signals on, and ends as the child ends. */
function followTo(child) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      process.exitCode = code ?? 0
      resolve()
    })
  })
}

function mustSucceed(status, sentence) {
  if (status !== 0) stop(sentence)
}

function say(sentence) {
  console.log(`\n> ${sentence}`)
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

// Last, since the commands use what is declared above.
const commands = { start, test, dev, bench, check }
const command = commands[process.argv[2] ?? ""]
if (!command)
  stop(`Unknown command ${process.argv[2] ?? "(none)"}. Choose one of: ${Object.keys(commands).join(", ")}.`)
requireNode()
await command()
