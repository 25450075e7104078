import { zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { canonicalBytes, newSigningKey, publicPart, sha256, sign } from "../manifest/index.ts"
import { openPackage, packageOf } from "../package/index.ts"
import { glued, joined, saying, storedAs } from "../testing/odd-zip.ts"
import { sealedSample } from "../testing/sealed-version.ts"
import type { Checked } from "./verification.ts"
import { verifyPackage } from "./verify.ts"

type Bytes = Uint8Array<ArrayBuffer>
const { key, sealed, zip } = await sealedSample()
const trusted = [publicPart(key)]

async function check(bytes: Bytes, options = {}): Promise<Checked> {
  const verification = await verifyPackage(bytes, { trusted, ...options })
  if (verification.verdict === "unreadable") throw new Error(verification.because)
  return verification
}

function entriesOf(bytes: Bytes): Map<string, Bytes> {
  const opened = openPackage(bytes)
  if (typeof opened === "string") throw new Error(opened)
  return new Map(opened.entries)
}

function packedWith(name: string, bytes: Bytes | null): Bytes {
  const entries = entriesOf(zip)
  if (bytes === null) entries.delete(name)
  else entries.set(name, bytes)
  return zipSync(Object.fromEntries(entries), { mtime: new Date(2016, 10, 4) })
}

function flipped(bytes: Bytes, at: number): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
}

describe("a package that nobody touched", () => {
  it("is as it was frozen, by whom and when", async () => {
    const checked = await check(zip)
    expect(checked).toMatchObject({
      verdict: "as-frozen",
      signature: "trusted",
      kid: key.kid,
      container: "as-packed",
      version: { number: 2, symbol: "IDM/2016/SAMPLE/1/Rev.1", frozenAt: "2016-11-04T17:00:00.000Z" },
      changes: [],
    })
    expect(checked.files.map(({ state }) => state)).toEqual(checked.files.map(() => "as-frozen"))
    expect(checked.files).toHaveLength(7)
  })

  it("is confirmed by no key that comes with it", async () => {
    expect(await check(zip, { trusted: [] })).toMatchObject({ verdict: "unconfirmed", signature: "own-key" })
    const stranger = publicPart(await newSigningKey())
    expect(await check(zip, { trusted: [stranger] })).toMatchObject({ verdict: "unconfirmed", signature: "own-key" })
  })

  it("may be taken out and packed again", async () => {
    const again = zipSync(Object.fromEntries(entriesOf(zip)), { mtime: new Date(2020, 1, 1) })
    expect(await check(again)).toMatchObject({ verdict: "as-frozen", container: "repacked" })
  })

  it("says whether it follows the version before", async () => {
    expect((await check(zip)).previous).toEqual({ state: "not-at-hand", number: 1, sha256: "ab".repeat(32) })
    const follows = { manifests: new Map([[1, "ab".repeat(32)]]) }
    expect((await check(zip, follows)).previous.state).toBe("follows")
    const other = { manifests: new Map([[1, "cd".repeat(32)]]) }
    expect((await check(zip, other)).previous.state).toBe("does-not-follow")
    const first = await sealedSample(key, null)
    expect((await check(first.zip)).previous).toEqual({ state: "first" })
  })

  it("is the same bytes each time", async () => {
    expect((await sealedSample(key)).zip).toEqual(zip)
    expect(packageOf({ ...sealed, files: new Map([...sealed.files].toReversed()) })).toEqual(zip)
  })
})

describe("a package that was tampered with", () => {
  it("names the file of any byte that was changed", { timeout: 120_000 }, async () => {
    for (const [name, bytes] of entriesOf(zip)) {
      const step = Math.max(1, Math.floor(bytes.length / 60))
      const places = new Set([0, bytes.length - 1])
      for (let at = 0; at < bytes.length; at += step) places.add(at)
      for (const at of places) {
        const verification = await verifyPackage(packedWith(name, flipped(bytes, at)), { trusted })
        if (name === "manifest.json" && verification.verdict === "unreadable") continue
        const said = `${name} at ${at}`
        if (verification.verdict === "unreadable") expect.fail(said)
        else {
          expect(verification.verdict, said).toBe("changed")
          const changed = verification.files.filter(({ state }) => state !== "as-frozen").map((file) => file.name)
          if (name === "manifest.json") expect(verification.signature, said).toBe("invalid")
          else if (name === "manifest.jws")
            expect(changed.includes(name) || verification.signature !== "trusted").toBe(true)
          else expect(changed, said).toEqual([name])
        }
      }
    }
  })

  it("misses what was taken out and finds what was put in", async () => {
    const less = await check(packedWith("publication.pdf", null))
    expect(less.files).toContainEqual({ name: "publication.pdf", state: "missing" })
    const more = await check(packedWith("annex.pdf", new Uint8Array([1])))
    expect(more).toMatchObject({ verdict: "changed" })
    expect(more.files).toContainEqual({ name: "annex.pdf", state: "added" })
    expect((await check(packedWith("manifest.jws", null))).signature).toBe("missing")
  })

  it("says which paragraph was changed", async () => {
    const text = new TextDecoder().decode(entriesOf(zip).get("publication.json"))
    expect(text).toContain("Costa Rica")
    const changed = await check(
      packedWith("publication.json", new TextEncoder().encode(text.replace("One Agenda", "Two Agendas"))),
    )
    expect(changed.verdict).toBe("changed")
    expect(changed.changes).toEqual([
      { section: { number: "2", title: "Introduction: migration in the 2030 Agenda" }, what: "paragraph", index: 1 },
    ])
  })

  it("is not believed when everything was made anew under another key", async () => {
    const forger = await newSigningKey()
    const forged = await sealedSample(forger)
    expect(await check(forged.zip)).toMatchObject({ verdict: "unconfirmed", signature: "own-key", kid: forger.kid })
  })

  it("is not believed when the key has the name of another", async () => {
    const forger = await newSigningKey()
    const named = { ...forger, kid: key.kid }
    const bytes = canonicalBytes(sealed.manifest)
    const jws = await sign(bytes, named)
    const forged = packageOf({ ...sealed, jws, keys: { keys: [publicPart(named)] } })
    expect(await check(forged)).toMatchObject({ verdict: "changed", signature: "invalid" })
    expect(await check(forged, { trusted: [] })).toMatchObject({ signature: "unknown-key" })
  })
})

describe("a package that says two things", () => {
  const evil = new TextEncoder().encode("%PDF-evil")

  it("is not believed when a file is in it twice, whichever of the two comes first", async () => {
    const other = zipSync({ "publication.pdf": evil })
    for (const bytes of [joined([other, zip]), joined([zip, other]), joined([zip, zip])]) {
      const { verdict, files } = await check(bytes)
      expect(verdict).toBe("changed")
      expect(files).toContainEqual({ name: "publication.pdf", state: "twice" })
    }
  })

  it("names the entry that calls itself otherwise than the directory, or has another size or checksum there", async () => {
    const only = zipSync({ "publication.pdf": entriesOf(zip).get("publication.pdf") ?? evil }, { level: 0 })
    const rest = packedWith("publication.pdf", null)
    const ways: Parameters<typeof saying>[1][] = [
      { size: 3 },
      { size: 400 },
      { crc: 1 },
      { ownName: "q" },
      { flags: 1 },
    ]
    for (const way of ways) {
      const { verdict, files } = await check(joined([rest, saying(only, way)]))
      expect(verdict, JSON.stringify(way)).toBe("changed")
      expect(files, JSON.stringify(way)).toContainEqual({ name: "publication.pdf", state: "changed" })
    }
    expect(await check(joined([rest, only]))).toMatchObject({ verdict: "as-frozen", container: "repacked" })
  })

  it("finds words in what looks like a folder, and names that objects have already", async () => {
    for (const name of ["images/", "evil/", "__proto__", "constructor", "\ufeffpublication.pdf"]) {
      const { verdict, files } = await check(joined([zip, storedAs(name, evil)]))
      expect(verdict, name).toBe("changed")
      expect(files, name).toContainEqual({ name, state: "added" })
    }
    expect(await check(joined([zip, storedAs("images/", new Uint8Array())]))).toMatchObject({ verdict: "as-frozen" })
  })

  it("finds bytes before, between and behind its files", async () => {
    const commented = zipSync(
      Object.fromEntries([...entriesOf(zip)].map(([name, bytes]) => [name, [bytes, { comment: "x" }]])),
    )
    const between = joined([zip, zip], 7)
    for (const bytes of [glued(evil, zip), glued(zip, evil), glued(zip, zip), commented, between]) {
      expect(await check(bytes)).toMatchObject({ verdict: "changed", container: "written-in" })
    }
  })
})

describe("the key in a package", () => {
  it("is the one that signed, and no other beside it", async () => {
    const stranger = publicPart(await newSigningKey())
    for (const keys of [[stranger], [publicPart(key), stranger]]) {
      const { verdict, files } = await check(packageOf({ ...sealed, keys: { keys } }))
      expect(verdict).toBe("changed")
      expect(files.filter(({ state }) => state !== "as-frozen")).toEqual([{ name: "keys.json", state: "changed" }])
    }
  })
})

describe("what is no package", () => {
  it("is answered as such", async () => {
    expect(await verifyPackage(new Uint8Array())).toEqual({ verdict: "unreadable", because: "no-package" })
    expect(await verifyPackage(new TextEncoder().encode("%PDF-1.7"))).toMatchObject({ because: "no-package" })
    expect(await verifyPackage(zipSync({ "a.txt": new Uint8Array([1]) }))).toMatchObject({ because: "no-manifest" })
    const broken = zipSync({ "manifest.json": new TextEncoder().encode("{}") })
    expect(await verifyPackage(broken)).toMatchObject({ because: "broken-manifest" })
    for (const end of [zip.length - 1, zip.length / 2, 100])
      expect(await verifyPackage(zip.slice(0, end))).toEqual({ verdict: "unreadable", because: "damaged" })
    const word = zipSync({ "word.xml": new Uint8Array([1]) })
    const cut = zipSync({ "publication.docx": [word, { level: 0 }], "z.txt": new Uint8Array(50) }).slice(0, -120)
    expect(await verifyPackage(cut)).toEqual({ verdict: "unreadable", because: "damaged" })
  })

  it("is not unpacked when it would fill the memory, and not believed of its size", async () => {
    const small = zipSync({ "manifest.json": new Uint8Array(4000) })
    expect(await verifyPackage(saying(small, { size: 2 ** 30 }))).toEqual({
      verdict: "unreadable",
      because: "too-large",
    })
    expect(await verifyPackage(saying(small, { size: 10 }))).toMatchObject({ verdict: "unreadable" })
    const bomb = zipSync({ "evil.pdf": new Uint8Array(2 ** 24) })
    const checked = await check(joined([zip, saying(bomb, { size: 10 })]))
    expect(checked.files).toContainEqual({ name: "evil.pdf", state: "added" })
  })

  it("has a hash all the same", async () => {
    expect(await sha256(new Uint8Array())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  })
})
