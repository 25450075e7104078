import {
  type Publication,
  type Version,
  canReadVersion,
  correctionsOf,
  dayIn,
  type PersonId,
  versionOf,
} from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { FilePen, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { m } from "../../language/language.ts"
import { dayRangeWords } from "../../time/words.ts"
import { Notice } from "../../ui/notice.tsx"
import { correctionName } from "./submission-words.ts"
import "./hand-over.css"

type Correction = Pick<Version, "number" | "symbol" | "kind" | "frozenAt">

/** That a version has been put right since, and by what; nothing where it has not. */
export function CorrectedBy({
  corrections,
  timeZone,
  named = (_, name) => name,
  isLine = false,
}: {
  corrections: readonly Correction[]
  timeZone: string
  /** The name of a correction, as a link for whoever may follow it. */
  named?: (correction: Correction, name: string) => ReactNode
  /** One line among others, as in the list. */
  isLine?: boolean
}) {
  if (corrections.length === 0) return null
  const lines = corrections.map((correction) => {
    const sentence = correction.kind === "corrigendum" ? m.corrected_by : m.added_to_by
    const words = around(
      sentence,
      dayWords(correction.frozenAt, timeZone),
      named(correction, correctionName(correction)),
    )
    return (
      <li key={correction.number}>
        {isLine ? <TriangleAlert aria-hidden size={15} /> : null}
        <span>{words}</span>
      </li>
    )
  })
  return isLine ? (
    <ul className="corrected-line">{lines}</ul>
  ) : (
    <div className="corrected-by">
      <Notice kind="warn">
        <ul>{lines}</ul>
      </Notice>
    </div>
  )
}

/** The notices of a version for a member: what corrects it, and what it corrects itself. */
export function Corrections({
  publication,
  personId,
  version,
  isLine = false,
}: {
  publication: Publication
  personId: PersonId
  version: Pick<Version, "number" | "kind" | "corrects">
  isLine?: boolean
}) {
  const { timeZone } = publication
  const link = ({ number }: Pick<Version, "number">, name: string) =>
    canReadVersion(publication, personId, number) ? (
      <Link
        to="/p/$publicationId/versions/$number"
        params={{ publicationId: publication.id, number: String(number) }}
        className="link"
      >
        {name}
      </Link>
    ) : (
      name
    )
  const corrected = version.corrects === null ? null : versionOf(publication, version.corrects)
  return (
    <>
      <CorrectedBy
        corrections={correctionsOf(publication, version.number)}
        timeZone={timeZone}
        named={link}
        isLine={isLine}
      />
      {corrected === null ? null : (
        <Corrects
          kind={version.kind}
          corrected={corrected}
          timeZone={timeZone}
          named={(name) => link(corrected, name)}
        />
      )}
    </>
  )
}

/** Which version this one corrects. */
export function Corrects({
  kind,
  corrected,
  timeZone,
  named,
}: {
  kind: Version["kind"]
  corrected: Pick<Version, "number" | "symbol" | "frozenAt">
  timeZone: string
  named: (name: string) => ReactNode
}) {
  const sentence = kind === "corrigendum" ? m.corrects_version : m.adds_to_version
  return (
    <p className="corrects">
      <FilePen aria-hidden size={15} />
      <span>{around(sentence, dayWords(corrected.frozenAt, timeZone), named(correctionName(corrected)))}</span>
    </p>
  )
}

function dayWords(at: number, zone: string): string {
  const day = dayIn(zone, at)
  return dayRangeWords(day, day)
}

/** A sentence in which one word is a link. */
function around(sentence: (parts: { what: string; day: string }) => string, day: string, word: ReactNode): ReactNode {
  const [before = "", after = ""] = sentence({ what: place, day }).split(place)
  return (
    <>
      {before}
      {word}
      {after}
    </>
  )
}

/** Stands for the word; no message and no day has it. */
const place = "\u0000"
