import { canBeFrozen, type OutlineNode, type SectionId } from "@codraft/publication"
import { numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Tick } from "../ui/tick.tsx"

/** Which sections are in; the others are said by number and title, to follow. */
export function SectionsChoice({
  nodes,
  left,
  isMissing,
  onChange,
}: {
  nodes: readonly OutlineNode[]
  left: readonly SectionId[]
  /** None is chosen, and one is needed. */
  isMissing: boolean
  onChange: (left: readonly SectionId[]) => void
}) {
  const able = nodes.filter(({ section }) => canBeFrozen(section)).map(({ section }) => section.id)
  const isIn = (id: SectionId) => !left.includes(id)
  const chosen = able.filter(isIn)
  return (
    <fieldset data-part="sections" className="freeze-sections">
      <legend className="text-sm font-semibold">
        {m.freeze_sections({ count: chosen.length, all: nodes.length })}
      </legend>
      <p className="text-sm text-ink-soft">{m.freeze_sections_hint()}</p>
      <div className="freeze-tree">
        {nodes.map(({ section, depth, ...node }) => (
          <div key={section.id} style={{ marginInlineStart: `${Math.min(depth, 4) * 1.25}rem` }}>
            <Tick
              label={`${numberWords({ section, depth, ...node })} ${section.title}`}
              isSelected={canBeFrozen(section) && isIn(section.id)}
              isDisabled={!canBeFrozen(section)}
              {...(canBeFrozen(section) ? {} : { detail: m.freeze_not_opened() })}
              onChange={(isOn) => onChange(isOn ? left.filter((id) => id !== section.id) : [...left, section.id])}
            />
          </div>
        ))}
      </div>
      {isMissing ? <p className="pt-1 text-sm font-semibold text-danger">{m.freeze_sections_missing()}</p> : null}
      <div className="flex flex-wrap gap-2 pt-2">
        <Button kind="quiet" onPress={() => onChange([])} isDisabled={chosen.length === able.length}>
          {m.freeze_all_sections()}
        </Button>
        <Button kind="quiet" onPress={() => onChange(able)} isDisabled={chosen.length === 0}>
          {m.freeze_no_sections()}
        </Button>
      </div>
    </fieldset>
  )
}
