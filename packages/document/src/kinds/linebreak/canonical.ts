import type { InlineKind } from "../../canonical/kind.ts"

export interface LineBreak {
  readonly type: "break"
}

export const linebreak: InlineKind<LineBreak> = {
  append: (_source, inline) => void inline.push({ type: "break" }),
  html: () => "<br>",
  plain: () => "\n",
  text: () => "\n",
}
