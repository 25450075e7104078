import { imageLimits, type ImagePayload } from "@codraft/document"
import { ImageUp, RotateCw, Trash2, X } from "lucide-react"
import { type RefObject, useEffect, useEffectEvent, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Checkbox } from "react-aria-components/Checkbox"
import { FileTrigger } from "react-aria-components/FileTrigger"
import { Group } from "react-aria-components/Group"
import { Input } from "react-aria-components/Input"
import { Label } from "react-aria-components/Label"
import { NumberField } from "react-aria-components/NumberField"
import { Text } from "react-aria-components/Text"
import { TextArea } from "react-aria-components/TextArea"
import { TextField } from "react-aria-components/TextField"
import { m, useLanguage } from "../language/language.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { acceptedTypes } from "./image-file.ts"
import { scaleStep } from "./image-width.ts"

/** A pause in typing, after which others see the words. */
const pauseMs = 600

/** What is to be known of an image besides its pixels. It stands under the picture and stops nobody from going on writing. */
export function ImagePanel({
  details,
  panel,
  top,
  language,
  onChange,
  onReplace,
  onRemove,
  onSendAgain,
  onLeave,
}: {
  details: ImagePayload
  panel: RefObject<HTMLFieldSetElement | null>
  /** Where it stands in the layer over the text. */
  top: number
  /** That of the text, in which the words about an image are too. */
  language: string
  onChange: (change: Partial<ImagePayload>) => void
  onReplace: (file: File) => void
  onRemove: () => void
  /** Null where there is nothing to send. */
  onSendAgain: (() => void) | null
  /** Back to the text. */
  onLeave: () => void
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from every field in it
    <fieldset
      ref={panel}
      aria-label={m.image_settings()}
      lang={useLanguage()}
      dir="ltr"
      className="image-panel no-print"
      style={{ top }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        onLeave()
      }}
    >
      <div className="image-panel-head">
        <Words
          label={m.image_alt()}
          hint={m.image_alt_hint()}
          value={details.alt}
          rows={2}
          language={language}
          charactersMax={imageLimits.altCharsMax}
          isDisabled={details.decorative}
          onChange={(alt) => onChange({ alt })}
        />
        <IconButton label={m.close()} onPress={onLeave}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      <Checkbox
        isSelected={details.decorative}
        onChange={(decorative) => onChange({ decorative })}
        className="image-check"
      >
        <span aria-hidden className="image-check-box" />
        {m.image_decorative()}
      </Checkbox>
      <div className="image-panel-row">
        <Words
          label={m.image_credit()}
          value={details.credit}
          language={language}
          charactersMax={imageLimits.creditCharsMax}
          onChange={(credit) => onChange({ credit })}
        />
        <Width scale={details.scale} onChange={(scale) => onChange({ scale })} />
      </div>
      <div className="image-panel-row">
        <FileTrigger
          acceptedFileTypes={acceptedTypes.split(",")}
          onSelect={(files) => {
            const file = files?.item(0)
            if (file) onReplace(file)
          }}
        >
          <Button kind="quiet">
            <ImageUp aria-hidden size={16} />
            {m.image_replace()}
          </Button>
        </FileTrigger>
        <Button kind="quiet" onPress={onRemove}>
          <Trash2 aria-hidden size={16} />
          {m.image_remove()}
        </Button>
        {onSendAgain ? (
          <Button kind="quiet" onPress={onSendAgain}>
            <RotateCw aria-hidden size={16} />
            {m.image_send_again()}
          </Button>
        ) : null}
      </div>
    </fieldset>
  )
}

/** Words that others see after a pause in typing, and theirs here unless this person is at it. */
function Words({
  label,
  hint,
  value,
  rows = 1,
  language,
  charactersMax,
  isDisabled = false,
  onChange,
}: {
  label: string
  hint?: string
  value: string
  rows?: number
  language: string
  charactersMax: number
  isDisabled?: boolean
  onChange: (value: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const give = useEffectEvent(() => {
    if (draft !== null && draft.trim() !== value) onChange(draft.trim())
  })
  useEffect(() => {
    if (draft === null) return undefined
    const timer = setTimeout(() => give(), pauseMs)
    return () => clearTimeout(timer)
  }, [draft])
  useEffect(() => () => give(), [])
  return (
    <TextField
      value={draft ?? value}
      onChange={(typed) => setDraft(typed.replace(/\s*\n\s*/g, " "))}
      onBlur={() => {
        give()
        setDraft(null)
      }}
      maxLength={charactersMax}
      isDisabled={isDisabled}
      className="image-field"
    >
      <Label>{label}</Label>
      <TextArea rows={rows} lang={language} dir="auto" className="input" />
      {hint ? <Text slot="description">{hint}</Text> : null}
    </TextField>
  )
}

function Width({ scale, onChange }: { scale: number; onChange: (scale: number) => void }) {
  return (
    <NumberField
      value={scale}
      minValue={imageLimits.scaleMin}
      maxValue={imageLimits.scaleMax}
      step={scaleStep}
      formatOptions={{ maximumFractionDigits: 0 }}
      onChange={(typed) => {
        if (Number.isFinite(typed)) onChange(Math.round(typed))
      }}
      className="image-field"
    >
      <Label>{m.image_width()}</Label>
      <Group className="image-number">
        <AriaButton slot="decrement" className="button" data-kind="quiet" data-shape="icon">
          −
        </AriaButton>
        <Input className="input" />
        <AriaButton slot="increment" className="button" data-kind="quiet" data-shape="icon">
          +
        </AriaButton>
      </Group>
    </NumberField>
  )
}
