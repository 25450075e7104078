import { flatOutline, outline, type SectionId } from "@codraft/publication"
import { useNavigate } from "@tanstack/react-router"
import { Printer } from "lucide-react"
import { useMemo, useState } from "react"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Choice } from "../ui/field.tsx"
import { Tick } from "../ui/tick.tsx"
import type { Paper } from "./print-choices.ts"

/** What to print of a draft, and for which paper. */
export function PrintDialog({ only, onClose }: { only?: SectionId; onClose: () => void }) {
  const { publication } = usePublication()
  const navigate = useNavigate()
  const nodes = useMemo(() => flatOutline(outline(publication)), [publication])
  const all = nodes.map(({ section }) => section.id)
  const [chosen, setChosen] = useState<readonly SectionId[]>(only ? [only] : all)
  const [paper, setPaper] = useState<Paper>("a4")
  const [hasLines, setLines] = useState(false)
  const [hasWideMargin, setWideMargin] = useState(false)
  const isWhole = chosen.length === all.length

  const show = () => {
    const sections = all.filter((id) => chosen.includes(id)).join(",")
    void navigate({
      to: "/p/$publicationId/print",
      params: { publicationId: publication.id },
      search: {
        ...(isWhole ? {} : { sections }),
        ...(paper === "letter" ? { paper } : {}),
        ...(hasLines ? { hasLines } : {}),
        ...(hasWideMargin ? { hasWideMargin } : {}),
      },
    })
  }
  return (
    <Dialog title={m.print_draft()} onClose={onClose}>
      <fieldset>
        <legend className="pb-1 text-sm font-semibold">{m.sections()}</legend>
        <Tick label={m.print_whole()} isSelected={isWhole} onChange={(isOn) => setChosen(isOn ? all : [])} />
        <div className="ms-8 max-h-64 overflow-auto border-s border-rule ps-2">
          {nodes.map((node) => (
            <Tick
              key={node.section.id}
              label={`${numberWords(node)} ${node.section.title}`}
              isSelected={chosen.includes(node.section.id)}
              onChange={(isOn) =>
                setChosen(isOn ? [...chosen, node.section.id] : chosen.filter((id) => id !== node.section.id))
              }
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-1 pt-4">
        <Choice
          label={m.print_paper()}
          value={paper}
          options={[
            { value: "a4", label: m.print_a4() },
            { value: "letter", label: m.print_letter() },
          ]}
          onChange={setPaper}
        />
        <Tick label={m.print_lines()} detail={m.print_lines_detail()} isSelected={hasLines} onChange={setLines} />
        <Tick label={m.print_margin()} isSelected={hasWideMargin} onChange={setWideMargin} />
      </div>
      <DialogActions>
        <Button onPress={onClose}>{m.cancel()}</Button>
        <Button kind="primary" isDisabled={chosen.length === 0} onPress={show}>
          <Printer aria-hidden size={16} />
          {m.print_show()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
