import { type RefObject, type UIEvent, useState } from "react"
import { m } from "../../language/language.ts"

export interface FreezeStep {
  /** The `data-step` of what it leads to. */
  readonly step: string
  readonly label: string
  /** What waits there for somebody. */
  readonly count?: number
}

/** Where there is room for one column only: what the dialog asks, part by part, each in reach from everywhere. */
export function FreezeSteps({
  steps,
  current,
  root,
}: {
  steps: readonly FreezeStep[]
  current: string | null
  root: RefObject<HTMLElement | null>
}) {
  return (
    <nav aria-label={m.freeze_steps()} className="freeze-steps">
      {steps.map(({ step, label, count = 0 }) => (
        <button
          key={step}
          type="button"
          aria-current={step === (current ?? steps[0]?.step) ? "step" : undefined}
          onClick={() => {
            const part = root.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"]`)
            part?.focus({ preventScroll: true })
            part?.scrollIntoView({ block: "start" })
          }}
        >
          {label}
          {count > 0 ? <span className="freeze-step-count">{count}</span> : null}
        </button>
      ))}
    </nav>
  )
}

/** The step that is being read: the last one that has come to the upper third of what scrolls. */
export function useCurrentStep() {
  const [current, setCurrent] = useState<string | null>(null)
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { top, height } = currentTarget.getBoundingClientRect()
    const parts = [...currentTarget.querySelectorAll<HTMLElement>("[data-step]")]
    const isAtEnd = currentTarget.scrollTop + currentTarget.clientHeight >= currentTarget.scrollHeight - 1
    const read = isAtEnd ? parts : parts.filter((part) => part.getBoundingClientRect().top <= top + height / 3)
    setCurrent(read.at(-1)?.dataset.step ?? null)
  }
  return { current, onScroll }
}
