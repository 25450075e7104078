import { isValid, type Link, type LinkId } from "@codraft/publication"
import { useState } from "react"
import { m } from "../../language/language.ts"
import { useOneCommand } from "../../publication/commands.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { instantWords } from "../../time/words.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"
import { Dialog, DialogActions } from "../../ui/dialog.tsx"
import { Notice } from "../../ui/notice.tsx"
import { freezerWords } from "../facts-words.ts"

/** The links to a version that lead there now, the newest first. */
export function LinkList({ version, onRevoked }: { version: number; onRevoked: (id: LinkId) => void }) {
  const { publication } = usePublication()
  const now = useNow()
  const [asked, setAsked] = useState<Link | null>(null)
  const links = Object.values(publication.links)
    .filter((link) => link.version === version && isValid(link, now))
    .toSorted((a, b) => b.madeAt - a.madeAt)
  return (
    <>
      {links.length === 0 ? (
        <p className="pt-1 text-sm text-ink-soft">{m.share_none()}</p>
      ) : (
        <ul className="share-list">
          {links.map((link) => (
            <li key={link.id}>
              <div className="min-w-0">
                <p className="share-label">
                  <bdi>{link.label}</bdi>
                </p>
                <p className="share-facts">
                  <span>{m.share_until_when({ when: instantWords(link.expiresAt, publication.timeZone) })}</span>
                  {link.withCorrections ? <span>{m.share_leads_on()}</span> : null}
                  <span>{m.share_by({ who: freezerWords(publication, link.madeBy) })}</span>
                </p>
              </div>
              <Button aria-label={m.share_revoke_one({ label: link.label })} onPress={() => setAsked(link)}>
                {m.share_revoke()}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked ? (
        <RevokeDialog
          link={asked}
          onClose={(isRevoked) => {
            setAsked(null)
            if (isRevoked) onRevoked(asked.id)
          }}
        />
      ) : null}
    </>
  )
}

function RevokeDialog({ link, onClose }: { link: Link; onClose: (isRevoked: boolean) => void }) {
  const { publication } = usePublication()
  const { run, isSending, problem } = useOneCommand()
  const revoke = async () => {
    if (!(await run({ type: "revokeLink", publicationId: publication.id, linkId: link.id }))) return
    announce(m.share_revoked({ label: link.label }))
    onClose(true)
  }
  return (
    <Dialog title={m.share_revoke_title({ label: link.label })} onClose={() => onClose(false)}>
      <p className="text-sm">{m.share_revoke_what()}</p>
      {problem ? (
        <div className="pt-4">
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
        </div>
      ) : null}
      <DialogActions>
        <Button onPress={() => onClose(false)}>{m.cancel()}</Button>
        <Button kind="primary" isPending={isSending} onPress={() => void revoke()}>
          {m.share_revoke()}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
