import { type Limit, type Section, wordLimitMax } from "@codraft/publication"
import { useState } from "react"
import { CommandForm } from "../contents/command-form.tsx"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Select, TextField } from "../ui/field.tsx"

/** How long the text may become. Nothing is blocked by it. */
export function SetLimit({ section, onClose }: { section: Section; onClose: () => void }) {
  const { publication } = usePublication()
  const before = section.limit ?? null
  const [count, setCount] = useState(before === null ? "" : String(before.count))
  const [unit, setUnit] = useState<Limit["unit"]>(before?.unit ?? "words")
  const limit = limitOf(count, unit)
  const isChanged = limit !== "unreadable" && (limit?.count !== before?.count || limit?.unit !== before?.unit)
  return (
    <CommandForm
      title={m.set_limit_title({ title: section.title })}
      action={m.save()}
      command={
        isChanged ? { type: "setSectionLimit", publicationId: publication.id, sectionId: section.id, limit } : null
      }
      onClose={onClose}
    >
      <p className="text-sm text-ink-soft">{m.limit_blocks_nothing()}</p>
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label={m.limit()}
          value={count}
          onChange={setCount}
          isFirst
          inputMode="numeric"
          hint={m.limit_empty_is_none()}
          {...(limit === "unreadable" ? { error: m.whole_number({ max: wordLimitMax }) } : {})}
        />
        <Select
          label={m.limit_unit()}
          value={unit}
          onChange={setUnit}
          options={[
            { value: "words", label: m.words() },
            { value: "pages", label: m.pages() },
          ]}
        />
      </div>
    </CommandForm>
  )
}

/** Null: no limit. Digits may be grouped by spaces, commas or points. */
function limitOf(typed: string, unit: Limit["unit"]): Limit | null | "unreadable" {
  const text = typed.trim()
  if (text === "") return null
  const count = /^\d{1,3}([ ,.\u00a0\u202f]?\d{3})*$/.test(text) ? Number(text.replace(/\D/g, "")) : Number.NaN
  return Number.isInteger(count) && count >= 1 && count <= wordLimitMax ? { count, unit } : "unreadable"
}
