import { canBeCorrected, type Version } from "@codraft/publication"
import { m } from "../../language/language.ts"
import { Select } from "../../ui/field.tsx"
import { correctedBy } from "../offered-symbol.ts"
import { versionWords } from "../version-words.ts"

/** Which of the versions that went out a corrigendum or an addendum corrects. */
export function CorrectsField({
  versions,
  corrects,
  onChange,
}: {
  versions: readonly Version[]
  /** Null: the last one. */
  corrects: number | null
  onChange: (corrects: number) => void
}) {
  const options = versions
    .filter(canBeCorrected)
    .toReversed()
    .map((version) => ({ value: String(version.number), label: versionWords(version) }))
  return (
    <Select
      label={m.corrects()}
      value={String(correctedBy(versions, corrects)?.number ?? "")}
      options={options}
      onChange={(number) => onChange(Number(number))}
    />
  )
}
