import { can, flatOutline, isPublishedBy, outline, type Section, type SectionId } from "@codraft/publication"
import { useState } from "react"
import { ListBox, ListBoxItem } from "react-aria-components/ListBox"
import { audienceWords, numberWords } from "../contents/section-words.ts"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { SearchField } from "../ui/field.tsx"
import { Notice } from "../ui/notice.tsx"

/** The other sections whose text this person may change in substance now, to be found by a word of their titles. */
export function SectionPicker({
  section,
  value,
  onChange,
}: {
  section: Section
  value: SectionId | null
  onChange: (id: SectionId | null) => void
}) {
  const { publication, personId } = usePublication()
  const at = useNow()
  const [typed, setTyped] = useState("")
  const open = flatOutline(outline(publication)).filter(
    ({ section: { id } }) =>
      id !== section.id && can(publication, personId, "changeSubstance", { sectionId: id, at }).allowed,
  )
  if (open.length === 0) return <Notice>{m.no_other_section()}</Notice>
  const words = folded(typed).split(/\s+/)
  const found = open.filter((node) => {
    const name = folded(`${numberWords(node)} ${node.section.title} ${Object.values(node.section.titleI18n).join(" ")}`)
    return words.every((word) => name.includes(word))
  })
  return (
    <div className="grid gap-2">
      <SearchField label={m.find_section()} value={typed} onChange={setTyped} />
      <ListBox
        aria-label={m.to_section()}
        selectionMode="single"
        // Escape means the dialog.
        escapeKeyBehavior="none"
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) =>
          onChange(keys === "all" ? null : (([...keys][0] as SectionId | undefined) ?? null))
        }
        renderEmptyState={() => <p className="px-3 py-2 text-sm text-ink-soft">{m.no_section_found()}</p>}
        className="section-picker"
        items={found.map((node) => ({ id: node.section.id, node }))}
      >
        {({ id, node }) => (
          <ListBoxItem id={id} textValue={node.section.title} className="menu-item">
            {({ isSelected }) => (
              <>
                <span aria-hidden className="w-4 shrink-0 text-center">
                  {isSelected ? "✓" : ""}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="text-ink-soft">{numberWords(node)}</span> <bdi>{node.section.title}</bdi>
                </span>
                <span className="shrink-0 text-xs text-ink-soft">{audienceWords(node.section.audience)}</span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim()
}

/** That words come before more eyes; nothing where they do not. */
export function WideningNotice({ from, to }: { from: Section; to: Section }) {
  const isWider = useIsWider(from, to)
  if (!isWider) return null
  return <Notice kind="warn">{m.passage_widens({ section: to.title, audience: audienceWords(to.audience) })}</Notice>
}

export function useIsWider(from: Section, to: Section | undefined): boolean {
  const { publication } = usePublication()
  return to !== undefined && isPublishedBy(publication, from, to)
}
