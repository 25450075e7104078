import type { OutlineNode } from "@codraft/publication"
import {
  ArrowDown,
  ArrowUp,
  CalendarClock,
  CornerDownRight,
  Ellipsis,
  Eye,
  ListOrdered,
  Lock,
  LockOpen,
  Merge,
  PencilLine,
  Plus,
  Ruler,
  Users,
} from "lucide-react"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { placeDown, placesInto, placeUp } from "./moves.ts"
import type { OutlineActions } from "./outline.tsx"
import type { Contents } from "./use-contents.ts"

/** What this person may do with a section; no menu where that is nothing. */
export function SectionMenu({
  node,
  contents,
  actions,
}: {
  node: OutlineNode
  contents: Contents
  actions: OutlineActions
}) {
  const { section } = node
  const { publication, tree, may, mayAdd } = contents
  const allows = (action: Parameters<typeof may>[0]) => may(action, section.id).allowed
  const icon = { "aria-hidden": true, size: 16 } as const
  const up = allows("moveSection") ? placeUp(tree, section.id) : null
  const down = allows("moveSection") ? placeDown(tree, section.id) : null
  const canMoveInto = allows("moveSection") && (section.parentId !== null || placesInto(tree, section.id).length > 0)
  const to = { publicationId: publication.id, sectionId: section.id }

  const items = [
    allows("renameSection") && (
      <MenuItem
        key="rename"
        text={m.rename_section()}
        icon={<PencilLine {...icon} />}
        onAction={() => actions.ask("rename", section)}
      >
        {m.rename_section()}
      </MenuItem>
    ),
    allows("setSectionNumbering") && (
      <MenuItem
        key="numbering"
        text={m.set_numbering()}
        icon={<ListOrdered {...icon} />}
        onAction={() => actions.ask("numbering", section)}
      >
        {m.set_numbering()}
      </MenuItem>
    ),
    allows("setSectionLimit") && (
      <MenuItem
        key="limit"
        text={m.set_limit()}
        icon={<Ruler {...icon} />}
        onAction={() => actions.ask("limit", section)}
      >
        {m.set_limit()}
      </MenuItem>
    ),
    allows("setSectionState") && (
      <MenuItem
        key="state"
        text={m.set_state()}
        icon={<CalendarClock {...icon} />}
        onAction={() => actions.ask("state", section)}
      >
        {m.set_state()}
      </MenuItem>
    ),
    allows("setSectionAudience") && section.audience !== "everyone" && (
      <MenuItem
        key="audience"
        text={m.set_audience()}
        icon={<Eye {...icon} />}
        onAction={() => actions.ask("audience", section)}
      >
        {m.set_audience()}
      </MenuItem>
    ),
    (allows("setSectionLead") || allows("setSectionCoAuthors")) && (
      <MenuItem
        key="people"
        text={m.set_people()}
        icon={<Users {...icon} />}
        onAction={() => actions.ask("people", section)}
      >
        {m.set_people()}
      </MenuItem>
    ),
    up && (
      <MenuItem key="up" text={m.move_up()} icon={<ArrowUp {...icon} />} onAction={() => actions.move(section.id, up)}>
        {m.move_up()}
      </MenuItem>
    ),
    down && (
      <MenuItem
        key="down"
        text={m.move_down()}
        icon={<ArrowDown {...icon} />}
        onAction={() => actions.move(section.id, down)}
      >
        {m.move_down()}
      </MenuItem>
    ),
    canMoveInto && (
      <MenuItem
        key="into"
        text={m.move_into()}
        icon={<CornerDownRight {...icon} />}
        onAction={() => actions.ask("into", section)}
      >
        {m.move_into()}
      </MenuItem>
    ),
    allows("mergeSection") && node.children.length === 0 && (
      <MenuItem
        key="merge"
        text={m.merge_into()}
        icon={<Merge {...icon} />}
        onAction={() => actions.ask("merge", section)}
      >
        {m.merge_into()}
      </MenuItem>
    ),
    mayAdd && (
      <MenuItem key="add" text={m.add_below()} icon={<Plus {...icon} />} onAction={() => actions.ask("add", section)}>
        {m.add_below()}
      </MenuItem>
    ),
    allows("closeSection") && (
      <MenuItem
        key="close"
        text={m.close_section()}
        icon={<Lock {...icon} />}
        onAction={() => void actions.run({ type: "closeSection", ...to })}
      >
        {m.close_section()}
      </MenuItem>
    ),
    allows("openSection") && (
      <MenuItem
        key="open"
        text={m.open_section()}
        icon={<LockOpen {...icon} />}
        onAction={() => void actions.run({ type: "openSection", ...to })}
      >
        {m.open_section()}
      </MenuItem>
    ),
  ].filter(Boolean)

  if (items.length === 0) return null
  return (
    <Menu
      label={m.actions_for({ title: section.title })}
      button={
        <IconButton label={m.actions_for({ title: section.title })}>
          <Ellipsis aria-hidden size={18} />
        </IconButton>
      }
    >
      {items}
    </Menu>
  )
}
