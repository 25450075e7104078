import type { OrgId, Version } from "@codraft/publication"
import { useState } from "react"
import { Form } from "react-aria-components/Form"
import { intlLocale, m } from "../language/language.ts"
import { useOneCommand } from "../publication/commands.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useNow } from "../time/use-now.ts"
import { instantWords } from "../time/words.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { Tick } from "../ui/tick.tsx"
import { CommentDateField, commentUntilOf } from "./comments/comment-date-field.tsx"

/** Which organizations may open a version from now on; none can be taken off the list, for what was read was read. */
export default function CirculateDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { publication } = usePublication()
  const { run, isSending, problem } = useOneCommand()
  const [chosen, setChosen] = useState<readonly OrgId[]>([])
  const [day, setDay] = useState("")
  const commentUntil = commentUntilOf(day, publication.timeZone, useNow())
  const { compare } = new Intl.Collator(intlLocale())
  const organizations = Object.values(publication.organizations)
    .filter(({ kind }) => kind !== "secretariat")
    .toSorted((a, b) => compare(a.name, b.name))
  const left = organizations.filter(({ id }) => version.circulatedTo[id] === undefined).map(({ id }) => id)
  const to = left.filter((id) => chosen.includes(id))
  const isAll = left.length > 0 && to.length === left.length

  const send = async () => {
    if (commentUntil === undefined) return
    const date = commentUntil === null ? {} : { commentUntil }
    const { id: publicationId } = publication
    if (!(await run({ type: "circulateVersion", publicationId, version: version.number, to, ...date }))) return
    announce(m.circulate_done({ count: to.length }))
    onClose()
  }
  return (
    <Dialog title={m.circulate_title({ number: version.number, title: version.title })} onClose={onClose}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (to.length > 0) void send()
        }}
      >
        <p className="text-sm text-ink-soft">{m.circulate_what()}</p>
        <fieldset className="pt-4">
          <legend className="pb-1 text-sm font-semibold">{m.comment_organizations()}</legend>
          <Tick
            label={m.circulate_all()}
            isSelected={isAll}
            isDisabled={left.length === 0}
            onChange={(isOn) => setChosen(isOn ? left : [])}
          />
          <div className="circulate-list">
            {organizations.map(({ id, name }) => {
              const since = version.circulatedTo[id]?.at
              return (
                <Tick
                  key={id}
                  label={name}
                  isSelected={since !== undefined || chosen.includes(id)}
                  isDisabled={since !== undefined}
                  {...(since === undefined
                    ? {}
                    : { detail: m.circulate_since({ when: instantWords(since, publication.timeZone) }) })}
                  onChange={(isOn) => setChosen(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
                />
              )
            })}
          </div>
        </fieldset>
        <div className="pt-4">
          <CommentDateField day={day} zone={publication.timeZone} onChange={setDay} hint={m.comment_date_none()} />
        </div>
        {problem ? (
          <Notice kind="warn" isUrgent>
            {problem}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onPress={onClose}>{m.cancel()}</Button>
          <Button
            type="submit"
            kind="primary"
            isPending={isSending}
            isDisabled={to.length === 0 || commentUntil === undefined}
          >
            {m.circulate()}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
