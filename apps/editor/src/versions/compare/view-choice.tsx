import { Columns2, Rows2 } from "lucide-react"
import { Label } from "react-aria-components/Label"
import { Radio, RadioGroup } from "react-aria-components/RadioGroup"
import { m } from "../../language/language.ts"
import type { View } from "./compared-passages.tsx"

/** Both texts in one, or one beside the other. */
export function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  return (
    <RadioGroup
      value={view}
      onChange={(chosen) => onChange(chosen as View)}
      orientation="horizontal"
      className="compare-views"
    >
      <Label className="visually-hidden">{m.compare_view()}</Label>
      <Radio value="inline" className="compare-view">
        <Rows2 aria-hidden size={15} />
        {m.compare_inline()}
      </Radio>
      <Radio value="sides" className="compare-view">
        <Columns2 aria-hidden size={15} />
        {m.compare_sides()}
      </Radio>
    </RadioGroup>
  )
}
