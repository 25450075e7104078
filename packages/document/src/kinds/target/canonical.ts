import type { InlineKind } from "../../canonical/kind.ts"
import { isTargetCodeShape } from "./form.ts"

/** A target of the 2030 Agenda that the text names. */
export interface TargetChip {
  readonly type: "target"
  /** `10.7`, `8.b`. One that no target has says nothing but its characters. */
  readonly code: string
}

export const target: InlineKind<TargetChip> = {
  append({ attributes }, inline, reading) {
    const code = attributes["__code"]
    if (!isTargetCodeShape(code)) return
    reading.needs(3)
    inline.push({ type: "target", code: code as string })
  },
  html: ({ code }, printer) => `<abbr data-target="${printer.escape(code)}">${printer.escape(code)}</abbr>`,
  plain: ({ code }) => code,
  text: ({ code }) => code,
}
