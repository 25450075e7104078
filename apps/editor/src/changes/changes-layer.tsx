import type { Section } from "@codraft/publication"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { ArrowDown, ArrowUp, Check, X } from "lucide-react"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { Dialog, DialogTrigger } from "react-aria-components/Dialog"
import { Popover } from "react-aria-components/Popover"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { useSectionPart } from "../section/use-section.ts"
import { announce } from "../ui/announcer.tsx"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button, IconButton } from "../ui/button.tsx"
import { request, RequestError } from "../workspace/request.ts"
import { type ChangedLine, detailWords, kindWords } from "./change-words.ts"
import { ChangesInText, type PlacedChange } from "./changes-in-text.ts"
import "./changes.css"
import { tellSeen, useSeen } from "./use-seen.ts"

interface Changes {
  from: number | null
  to: number
  count: number
  lines: ChangedLine[]
}

/** What others changed since this person was last here: marks over the text, and a bar to go from one to the next. */
export default function ChangesLayer({ session, section }: { session: SectionSession; section: Section }) {
  const { changes: isAsked } = useSearch({ from: "/p/$publicationId/s/$sectionId" })
  const navigate = useNavigate()
  const isThere = useSectionPart(session, (view) => view.isLoaded && view.isConnected)
  const [changes, setChanges] = useState<Changes | null>(null)
  const [isShown, setShown] = useState(isAsked === true)
  const { id } = section

  useEffect(() => {
    // Asked once for a visit, and again after an absence: what comes while one is looking is seen as it comes.
    if (!isThere || changes) return undefined
    const asking = new AbortController()
    request<Changes>(`/api/sections/${encodeURIComponent(id)}/changes`, { signal: asking.signal }).then(
      (answer) => {
        setChanges(answer)
        if (answer.from === null) void tellSeen(id)
      },
      (error) => {
        if (!asking.signal.aborted && !(error instanceof RequestError)) throw error
      },
    )
    return () => asking.abort()
  }, [id, isThere, changes])
  useSeen(id, changes !== null, () => {
    setShown(false)
    setChanges(null)
  })

  const end = () => {
    setShown(false)
    void navigate({ to: ".", search: {}, hash: true, replace: true })
  }
  const markSeen = () => {
    void tellSeen(id)
    setChanges((known) => known && { ...known, count: 0, lines: [] })
    announce(m.news_marked_seen())
    end()
    session.editor.focus()
  }
  if (!changes || changes.lines.length === 0) return null
  return (
    <>
      {isShown ? <MarkedChanges session={session} lines={changes.lines} onSeen={markSeen} onHide={end} /> : null}
      {isShown ? null : (
        <AtFoot>
          <section aria-label={m.news_bar()} className="foot-bar changes-bar">
            <span className="font-semibold">{m.news_paragraphs({ count: changes.count })}</span>
            <Button onPress={() => setShown(true)}>{m.news_show()}</Button>
            <Button kind="quiet" onPress={markSeen}>
              <Check aria-hidden size={16} />
              <span className="max-sm:sr-only">{m.news_seen()}</span>
            </Button>
          </section>
        </AtFoot>
      )}
    </>
  )
}

function MarkedChanges({
  session,
  lines,
  onSeen,
  onHide,
}: {
  session: SectionSession
  lines: readonly ChangedLine[]
  onSeen: () => void
  onHide: () => void
}) {
  const { editor } = session
  const [placed, setPlaced] = useState<PlacedChange[]>([])
  const [at, setAt] = useState(0)
  const inText = useRef<ChangesInText | null>(null)

  const show = useEffectEvent((index: number) => {
    const line = lines[index]
    if (!line) return
    inText.current?.show(index)
    const what = [kindWords(line.kind), ...detailWords(line)].join(". ")
    announce(m.news_announced({ number: index + 1, count: lines.length, what }))
  })
  const step = useEffectEvent((by: 1 | -1, { takesKeys }: { takesKeys: boolean }) => {
    const next = (at + by + lines.length) % lines.length
    setAt(next)
    inText.current?.select(next, takesKeys)
    show(next)
  })

  useEffect(() => {
    const marks = new ChangesInText(editor, lines, setPlaced)
    inText.current = marks
    show(0)
    return () => marks.destroy()
  }, [editor, lines])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "F8" || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      step(event.shiftKey ? -1 : 1, { takesKeys: true })
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  }, [])

  return (
    <>
      <div className="change-marks no-print">
        {placed.map(({ index, top, height }) => {
          const line = lines[index]
          return line ? <ChangeMark key={index} line={line} style={{ top, height }} isCurrent={index === at} /> : null
        })}
      </div>
      <AtFoot>
        <section aria-label={m.news_bar()} className="foot-bar changes-bar">
          <span className="font-semibold max-sm:visually-hidden">{m.news_bar()}</span>
          <span className="tabular-nums">{m.news_at({ number: at + 1, count: lines.length })}</span>
          <span className="flex gap-1">
            <IconButton label={m.news_previous()} shortcut="Shift F8" onPress={() => step(-1, { takesKeys: false })}>
              <ArrowUp aria-hidden size={18} />
            </IconButton>
            <Button onPress={() => step(1, { takesKeys: false })}>
              <ArrowDown aria-hidden size={16} />
              {m.news_next()}
            </Button>
          </span>
          <Button onPress={onSeen}>
            <Check aria-hidden size={16} />
            <span className="max-sm:sr-only">{m.news_seen()}</span>
          </Button>
          <Button kind="quiet" onPress={onHide}>
            <X aria-hidden size={16} className="sm:hidden" />
            <span className="max-sm:sr-only">{m.news_hide()}</span>
          </Button>
        </section>
      </AtFoot>
    </>
  )
}

const signs = { added: "+", changed: "~", removed: "−", moved: "↕" } as const

/** In the margin: what happened, as a sign; what exactly, in a card. */
function ChangeMark({
  line,
  style,
  isCurrent,
}: {
  line: ChangedLine
  style: { top: number; height: number }
  isCurrent: boolean
}) {
  const words = kindWords(line.kind)
  const details = detailWords(line)
  return (
    <DialogTrigger>
      <AriaButton
        className="change-mark"
        data-kind={line.kind}
        data-current={isCurrent || undefined}
        style={style}
        aria-label={[words, ...details].join(". ")}
      >
        <span aria-hidden>{signs[line.kind]}</span>
      </AriaButton>
      <Popover className="change-card" placement="bottom start">
        <Dialog aria-label={words} className="outline-none">
          <p className="font-semibold">{words}</p>
          {details.map((detail) => (
            <p key={detail} dir="auto" className="pt-1">
              {detail}
            </p>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
