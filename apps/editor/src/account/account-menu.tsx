import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { LogOut } from "lucide-react"
import { useState } from "react"
import { m } from "../language/language.ts"
import { initialsOf, inkOf } from "../presence/initials.ts"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Menu, MenuItem } from "../ui/menu.tsx"
import { unsentWork } from "../workspace/unsent-work.ts"
import type { Me } from "./me.ts"
import { signOut } from "./session.ts"

export function AccountMenu({ me }: { me: Me }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const [failed, setFailed] = useState(false)
  const { name } = me.person
  const organization = me.memberships[0]?.organization

  const leave = async () => {
    setAsks(false)
    try {
      // The section closes first: what writes to this device must not outlive what clears it.
      await navigate({ to: "/" })
      await unsentWork.closed()
      await signOut(me.person.personId, queries)
    } catch {
      setFailed(true)
    }
  }

  return (
    <>
      <Menu
        label={m.account()}
        button={
          <Button kind="quiet" className="account-button">
            <span
              aria-hidden
              data-initials={initialsOf(name)}
              className="avatar size-7 text-xs"
              style={{ backgroundColor: `var(--presence-${inkOf(me.person.personId)})` }}
            />
            <span className="account-name">
              <span className="visually-hidden">{m.account()}: </span>
              <span className="block truncate">{name}</span>{" "}
              <span className="block truncate text-xs font-normal text-ink-soft">{organization}</span>
            </span>
          </Button>
        }
      >
        <MenuItem
          text={m.sign_out()}
          icon={<LogOut aria-hidden size={16} />}
          onAction={() => (unsentWork.exists() ? setAsks(true) : void leave())}
        >
          {m.sign_out()}
          <span className="block text-xs text-ink-soft">{name}</span>
        </MenuItem>
      </Menu>
      {asks ? (
        <Dialog title={m.sign_out_unsent_title()} onClose={() => setAsks(false)}>
          <p>{m.sign_out_unsent_text()}</p>
          <DialogActions>
            <Button onPress={() => setAsks(false)}>{m.stay()}</Button>
            <Button kind="primary" onPress={() => void leave()}>
              {m.sign_out_anyway()}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
      {failed ? (
        <Dialog title={m.sign_out()} onClose={() => setFailed(false)}>
          <p>{m.server_silent()}</p>
        </Dialog>
      ) : null}
    </>
  )
}
