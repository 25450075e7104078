import { m } from "../language/language.ts"
import { copyLinkKeys } from "../links/keys.ts"
import { keysOf, keysShown, type WritingAction } from "../section/keys.ts"

export interface Shortcut {
  label: string
  /** Each does the same. */
  keys: string[]
}

export interface ShortcutGroup {
  title: string
  shortcuts: Shortcut[]
}

/** Every key that does something, in groups, in the words of the interface. */
export function shortcutGroups(isMac: boolean): ShortcutGroup[] {
  const of = (label: string, action: WritingAction): Shortcut => ({ label, keys: [keysOf(action, isMac)] })
  const by = (label: string, ...keys: string[]): Shortcut => ({ label, keys: keys.map((key) => keysShown(key, isMac)) })
  return [
    {
      title: m.shortcuts_anywhere(),
      shortcuts: [
        by(m.shortcuts(), "Mod /"),
        by(m.search_publication(), "Mod Shift F", "/"),
        by(m.shortcuts_regions(), "F6", "Shift F6"),
        by(m.shortcuts_saved(), "Mod S"),
        by(m.news_next(), "F8"),
        by(m.news_previous(), "Shift F8"),
        by(m.shortcuts_reading_caret(), "←", "→", "Shift →"),
        by(m.comment_add(), "Mod Alt M"),
        by(m.shortcuts_comments(), "F9", "Shift F9"),
      ],
    },
    {
      title: m.shortcuts_writing(),
      shortcuts: [
        by(m.shortcuts_slash(), "/"),
        by(m.find_in_section(), "Mod F"),
        by(m.find_and_replace(), isMac ? "Mod Shift H" : "Mod H"),
        by(m.shortcuts_next_hit(), "F3", "Shift F3"),
        by(m.shortcuts_target(), "#"),
        by(m.shortcuts_reference(), "@"),
        by(m.shortcuts_follow(), "Mod Enter"),
        { label: m.copy_link(), keys: [copyLinkKeys(isMac)] },
        of(m.undo(), { kind: "undo" }),
        of(m.redo(), { kind: "redo" }),
        by(m.shortcuts_plain_paste(), "Mod Shift V"),
        by(m.shortcuts_line_break(), "Shift Enter"),
      ],
    },
    {
      title: m.shortcuts_formats(),
      shortcuts: [
        of(m.bold(), { kind: "format", format: "bold" }),
        of(m.italic(), { kind: "format", format: "italic" }),
        of(m.underline(), { kind: "format", format: "underline" }),
        of(m.strikethrough(), { kind: "format", format: "strikethrough" }),
        of(m.superscript(), { kind: "format", format: "superscript" }),
        of(m.subscript(), { kind: "format", format: "subscript" }),
        of(m.link(), { kind: "link" }),
        of(m.language_of_text(), { kind: "language" }),
        of(m.clear_formatting(), { kind: "clear" }),
      ],
    },
    {
      title: m.shortcuts_blocks(),
      shortcuts: [
        of(m.block_paragraph(), { kind: "block", block: "paragraph" }),
        of(m.block_h1(), { kind: "block", block: "h1" }),
        of(m.block_h2(), { kind: "block", block: "h2" }),
        of(m.block_h3(), { kind: "block", block: "h3" }),
        of(m.block_h4(), { kind: "block", block: "h4" }),
        of(m.numbered_list(), { kind: "block", block: "numbered" }),
        of(m.bulleted_list(), { kind: "block", block: "bulleted" }),
        { ...of(m.indent(), { kind: "indent" }), keys: [keysOf({ kind: "indent" }, isMac), "Tab"] },
        {
          ...of(m.outdent(), { kind: "outdent" }),
          keys: [keysOf({ kind: "outdent" }, isMac), keysShown("Shift Tab", isMac)],
        },
      ],
    },
    {
      title: m.shortcuts_signs(),
      shortcuts: [
        by(m.shortcuts_sign_heading(), "# Space"),
        by(m.shortcuts_sign_bullet(), "- Space"),
        by(m.shortcuts_sign_number(), "1. Space"),
        by(m.shortcuts_sign_quote(), "> Space"),
      ].map(({ label, keys }) => ({ label, keys: keys.map((key) => key.replace("+", " ")) })),
    },
    {
      title: m.shortcuts_notes_and_tables(),
      shortcuts: [
        of(m.footnote_insert(), { kind: "footnote" }),
        by(m.shortcuts_note_to(), "Mod Enter"),
        by(m.shortcuts_note_back(), "Escape"),
        by(m.shortcuts_next_cell(), "Tab", "Shift Tab"),
        by(m.shortcuts_table_tools(), "Alt F10"),
      ],
    },
  ]
}
