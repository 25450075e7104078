import { filesInOrder } from "@codraft/publish/files"
import type { Checked, CheckedFile } from "@codraft/publish/verify"
import { CircleCheck, CircleHelp, CircleX } from "lucide-react"
import type { ReactNode } from "react"
import { m, useLanguage } from "../language/language.ts"
import { instantWords, ownZone } from "../time/words.ts"
import { changeWords, fileStateWords, previousWords, signatureWords, unreadableWords } from "./verify-words.ts"
import { fileWords } from "../versions/version-words.ts"
import type { FileFound } from "./verify-files.ts"

type Tone = "good" | "unsure" | "bad"
const signs = { good: CircleCheck, unsure: CircleHelp, bad: CircleX }

/** What is found of one file, the verdict first. */
export function FoundCard({ found }: { found: FileFound }) {
  useLanguage()
  switch (found.kind) {
    case "package":
      return <PackageCard name={found.name} checked={found.checked} />
    case "unreadable":
      return <Card name={found.name} tone="bad" verdict={unreadableWords(found.because)} />
    case "known": {
      const { publication, version, name } = found.file
      const words = { file: fileWords(name), number: version.number, date: instantWords(version.frozenAt, ownZone()) }
      return (
        <Card name={found.name} tone="good" verdict={m.verify_known(words)}>
          <p>{[publication.title, version.symbol, version.title].filter((part) => part !== "").join(" · ")}</p>
          <Hash sha256={found.sha256} />
        </Card>
      )
    }
    case "unknown":
      return (
        <Card name={found.name} tone="bad" verdict={m.verify_unknown()}>
          <Hash sha256={found.sha256} />
        </Card>
      )
    case "not-asked":
      return (
        <Card name={found.name} tone="unsure" verdict={m.verify_not_asked()}>
          <Hash sha256={found.sha256} />
        </Card>
      )
    default:
      return found satisfies never
  }
}

function PackageCard({ name, checked }: { name: string; checked: Checked }) {
  useLanguage()
  const { verdict, publication, version, files, changes, container } = checked
  const isOutOfOrder = verdict !== "changed" && checked.previous.state === "does-not-follow"
  const tones: Record<typeof verdict, Tone> = { "as-frozen": "good", unconfirmed: "unsure", changed: "bad" }
  const tone = isOutOfOrder ? "bad" : tones[verdict]
  const verdicts = {
    "as-frozen": m.verify_as_frozen(),
    unconfirmed: m.verify_unconfirmed(),
    changed: m.verify_changed(),
  }
  const by = [version.frozenBy.name, version.frozenBy.organization].filter((part) => part !== "").join(", ")
  return (
    <Card name={name} tone={tone} verdict={isOutOfOrder ? m.verify_out_of_order() : verdicts[verdict]}>
      <p className="font-semibold">{publication.title}</p>
      <p>
        {m.verify_version({ number: version.number })}
        {[version.symbol, version.title].filter((part) => part !== "").map((part) => ` · ${part}`)}
      </p>
      <p>{m.verify_frozen_by({ by, date: instantWords(Date.parse(version.frozenAt), ownZone()) })}</p>
      <table className="verify-files">
        <caption className="visually-hidden">{m.verify_files()}</caption>
        <tbody>
          {filesInOrder(files).map((file) => (
            <FileRow key={file.name} file={file} />
          ))}
        </tbody>
      </table>
      {changes.length === 0 ? null : (
        <ul className="verify-changes">
          {changes.map((place, i) => (
            <li key={i}>{changeWords(place)}</li>
          ))}
        </ul>
      )}
      <p>{signatureWords(checked)}</p>
      <p>{previousWords(checked.previous)}</p>
      {container === "written-in" ? <p>{m.verify_written_in()}</p> : null}
      {container === "repacked" && verdict !== "changed" ? <p>{m.verify_repacked()}</p> : null}
    </Card>
  )
}

function FileRow({ file: { name, state } }: { file: CheckedFile }) {
  const Sign = state === "as-frozen" ? CircleCheck : CircleX
  return (
    <tr data-state={state}>
      <th scope="row">
        {fileWords(name)}
        {fileWords(name) === name ? null : <span className="verify-file-name">{name}</span>}
      </th>
      <td>
        <Sign aria-hidden size={16} />
        {fileStateWords(state)}
      </td>
    </tr>
  )
}

function Card({ name, tone, verdict, children }: { name: string; tone: Tone; verdict: string; children?: ReactNode }) {
  const Sign = signs[tone]
  return (
    <article className="verify-card" data-tone={tone}>
      <h2>
        <Sign aria-hidden size={22} />
        <span>
          <span className="verify-name">{name}</span>
          {verdict}
        </span>
      </h2>
      {children}
    </article>
  )
}

function Hash({ sha256 }: { sha256: string }) {
  return (
    <p className="text-sm text-ink-soft">
      SHA-256 <code className="verify-hash">{sha256}</code>
    </p>
  )
}
