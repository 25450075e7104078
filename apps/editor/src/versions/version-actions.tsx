import { can, type PublicationAction, type Version } from "@codraft/publication"
import { Ellipsis, FileCheck, Link2, type LucideIcon, Send } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { useMedia } from "../ui/use-media.ts"
import { CompareLink } from "./compare/compare-link.tsx"
import { offeredPair } from "./compare/compared-name.ts"

interface VersionAction {
  readonly of: PublicationAction
  readonly label: () => string
  readonly icon: LucideIcon
  readonly Dialog: React.ComponentType<{ version: Version; onClose: () => void }>
  /** Besides the right to it. */
  readonly isPossible?: (version: Version) => boolean
}

/** The likeliest first. */
const known: readonly VersionAction[] = [
  {
    of: "circulateVersion",
    label: m.circulate_open,
    icon: Send,
    Dialog: lazy(() => import("./circulate-dialog.tsx")),
  },
  { of: "shareVersion", label: m.share_open, icon: Link2, Dialog: lazy(() => import("./links/share-dialog.tsx")) },
  {
    of: "submitVersion",
    label: m.submit_open,
    icon: FileCheck,
    Dialog: lazy(() => import("./hand-over/submit-dialog.tsx")),
    isPossible: ({ kind, seal }) => kind !== "draft" && seal !== null,
  },
]

const shownOnPhone = 2

/** What may be done with a version; on a phone what does not fit is in a menu. */
export function VersionActions({ version }: { version: Version }) {
  const { publication, personId } = usePublication()
  const isNarrow = useMedia("(width < 36rem)")
  const [asked, setAsked] = useState<VersionAction | null>(null)
  const actions = known.filter(
    ({ of, isPossible }) => can(publication, personId, of).allowed && isPossible?.(version) !== false,
  )
  const isComparable = offeredPair(publication, personId, version.number) !== null
  if (actions.length === 0 && !isComparable) return null
  const shown = isNarrow ? actions.slice(0, shownOnPhone - Number(isComparable)) : actions
  const rest = actions.slice(shown.length)
  return (
    <div className="flex flex-wrap gap-2">
      <CompareLink number={version.number} title={version.title} className="button" />
      {shown.map((action) => (
        <Button key={action.of} onPress={() => setAsked(action)}>
          <action.icon aria-hidden size={16} />
          {action.label()}
        </Button>
      ))}
      {rest.length === 0 ? null : (
        <Menu
          label={m.version_more()}
          button={
            <Button>
              <Ellipsis aria-hidden size={16} />
              {m.version_more()}
            </Button>
          }
        >
          {rest.map((action) => (
            <MenuItem
              key={action.of}
              text={action.label()}
              icon={<action.icon aria-hidden size={16} />}
              onAction={() => setAsked(action)}
            >
              {action.label()}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asked ? (
        <Suspense>
          <asked.Dialog version={version} onClose={() => setAsked(null)} />
        </Suspense>
      ) : null}
    </div>
  )
}
