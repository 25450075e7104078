import { directionOf, helpCharactersMax, type Template } from "@codraft/publication"
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react"
import { useState } from "react"
import { Input } from "react-aria-components/Input"
import { Label } from "react-aria-components/Label"
import { TextArea } from "react-aria-components/TextArea"
import { TextField as AriaTextField } from "react-aria-components/TextField"
import { CommandForm } from "../contents/command-form.tsx"
import { languageName, m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { newBlockId } from "../section/block-id.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { Select, TextField } from "../ui/field.tsx"
import { Tick } from "../ui/tick.tsx"
import { canAddPart, commandOf, draftOf, type DraftedPart, moved, newPart, withWords } from "./drafted-template.ts"

/** Languages that templates are asked for in besides those of the publication. */
const unLanguages = ["ar", "zh", "en", "fr", "ru", "es"]

export function TemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const { publication } = usePublication()
  const [draft, setDraft] = useState(() => draftOf(template, newPartId))
  const [language, setLanguage] = useState(publication.originalLanguage)
  const { parts } = draft
  const setParts = (next: DraftedPart[]) => setDraft({ ...draft, parts: next })
  const known = parts.flatMap(({ heading }) => Object.keys(heading))
  const languages = [...new Set([...publication.languages, ...known, ...unLanguages])]
  const written = parts.filter(({ heading }) => heading[language] !== undefined).length

  return (
    <CommandForm
      title={template ? m.template_edit({ name: template.name }) : m.template_new()}
      action={m.save()}
      command={commandOf(draft, publication.id, template)}
      onClose={onClose}
    >
      <TextField
        label={m.template_name()}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
        isFirst
        isRequired
        maxLength={120}
      />
      <Select
        label={m.template_language()}
        value={language}
        onChange={setLanguage}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        hint={m.template_language_written({ written, of: parts.length })}
      />
      <ol className="grid gap-4">
        {parts.map((part, index) => (
          <li key={part.id}>
            <PartFields
              part={part}
              language={language}
              number={index + 1}
              onChange={(next) => setParts(parts.with(index, next))}
              onUp={index === 0 ? null : () => setParts(moved(parts, index, index - 1))}
              onDown={index === parts.length - 1 ? null : () => setParts(moved(parts, index, index + 1))}
              onRemove={parts.length === 1 ? null : () => setParts(parts.filter(({ id }) => id !== part.id))}
            />
          </li>
        ))}
      </ol>
      {canAddPart(draft) ? (
        <div>
          <Button onPress={() => setParts([...parts, newPart(newPartId())])}>
            <Plus aria-hidden size={16} />
            {m.part_add()}
          </Button>
        </div>
      ) : null}
    </CommandForm>
  )
}

const newPartId = () => newBlockId().toLowerCase().replaceAll("_", "-")

function PartFields({
  part,
  language,
  number,
  onChange,
  onUp,
  onDown,
  onRemove,
}: {
  part: DraftedPart
  language: string
  number: number
  onChange: (part: DraftedPart) => void
  onUp: (() => void) | null
  onDown: (() => void) | null
  onRemove: (() => void) | null
}) {
  const dir = directionOf(language)
  return (
    <fieldset className="grid gap-3 rounded-md border border-rule p-3">
      <legend className="px-1 text-sm font-semibold">{m.part_number({ number })}</legend>
      <div className="flex items-end gap-1">
        <AriaTextField
          value={part.heading[language] ?? ""}
          onChange={(text) => onChange({ ...part, heading: withWords(part.heading, language, text) })}
          maxLength={200}
          className="min-w-0 flex-1"
        >
          <Label className="block pb-1 text-sm font-semibold">{m.part_heading()}</Label>
          <Input className="input" lang={language} dir={dir} placeholder={Object.values(part.heading)[0] ?? ""} />
        </AriaTextField>
        <IconButton label={m.move_up()} isDisabled={onUp === null} onPress={() => onUp?.()}>
          <ArrowUp aria-hidden size={16} />
        </IconButton>
        <IconButton label={m.move_down()} isDisabled={onDown === null} onPress={() => onDown?.()}>
          <ArrowDown aria-hidden size={16} />
        </IconButton>
        <IconButton label={m.part_remove({ number })} isDisabled={onRemove === null} onPress={() => onRemove?.()}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
      <AriaTextField
        value={part.help[language] ?? ""}
        onChange={(text) => onChange({ ...part, help: withWords(part.help, language, text) })}
        maxLength={helpCharactersMax}
      >
        <Label className="block pb-1 text-sm font-semibold">{m.part_help()}</Label>
        <TextArea className="input" rows={3} lang={language} dir={dir} />
      </AriaTextField>
      <div className="grid grid-cols-2 gap-3">
        <Select
          label={m.part_level()}
          value={String(part.level) as "1" | "2" | "3" | "4"}
          onChange={(level) => onChange({ ...part, level: Number(level) as DraftedPart["level"] })}
          options={[
            { value: "1", label: m.block_h1() },
            { value: "2", label: m.block_h2() },
            { value: "3", label: m.block_h3() },
            { value: "4", label: m.block_h4() },
          ]}
        />
        <TextField
          label={m.part_words_max()}
          value={part.wordsMax}
          onChange={(wordsMax) => onChange({ ...part, wordsMax: wordsMax.replaceAll(/\D/g, "").slice(0, 6) })}
          inputMode="numeric"
        />
      </div>
      <div className="flex flex-wrap gap-x-6">
        <Tick
          label={m.part_locked()}
          isSelected={part.isLocked}
          onChange={(isLocked) => onChange({ ...part, isLocked })}
        />
        <Tick
          label={m.part_is_required()}
          isSelected={part.isRequired}
          onChange={(isRequired) => onChange({ ...part, isRequired })}
        />
      </div>
    </fieldset>
  )
}
