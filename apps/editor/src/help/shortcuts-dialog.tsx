import { m } from "../language/language.ts"
import { isMac } from "../section/keys.ts"
import { Dialog } from "../ui/dialog.tsx"
import "./help.css"
import { shortcutGroups } from "./shortcut-list.ts"

/** Every key, to look up while writing. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={m.shortcuts()} width="wide" onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by arrow keys too */}
      <div className="shortcut-groups" tabIndex={0}>
        {shortcutGroups(isMac()).map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="small-caps text-ink-soft">{title}</h3>
            <dl>
              {shortcuts.map(({ label, keys }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd dir="ltr">
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
