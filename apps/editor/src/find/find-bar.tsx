import { $getSelection, $isRangeSelection, REDO_COMMAND, UNDO_COMMAND } from "lexical"
import {
  CaseSensitive,
  CaseUpper,
  ChevronDown,
  ChevronUp,
  Replace as ReplaceIcon,
  Shuffle,
  WholeWord,
  X,
} from "lucide-react"
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
  useSyncExternalStore,
} from "react"
import { Input } from "react-aria-components/Input"
import { Separator } from "react-aria-components/Separator"
import { m } from "../language/language.ts"
import { nextTask } from "../paste/next-task.ts"
import { isMac, keysShown } from "../section/keys.ts"
import type { SectionSession } from "../section/section-session.ts"
import { Button } from "../ui/button.tsx"
import { Tool } from "../ui/tool.tsx"
import { findWords } from "./find-words.ts"
import { Finder, type Query } from "./finder.ts"
import { HitPainter } from "./hit-painter.ts"
import { selectHit, showHit } from "./go-to-hit.ts"
import { $placeToBegin } from "./place-to-begin.ts"
import { Replacing, replacementMax } from "./replacing.ts"
import { $typeset } from "./typeset.ts"
import "./find.css"

export interface Asked {
  id: number
  withReplace: boolean
  /** What a link into the section looks for: its first hit in that block. */
  link: { query: Query; blockId: string } | null
}

export interface FindBarKeys {
  open: (withReplace: boolean) => void
  go: (to: "next" | "previous") => void
  hasFocus: () => boolean
}

export interface FindBarProps {
  session: SectionSession
  asked: Asked
  mayWrite: boolean
  language: string
  /** Filled by the bar, for keys that are pressed outside of it. */
  keys: RefObject<FindBarKeys | null>
  onClose: () => void
}

const queryMax = 200

/** What was looked for last in this window: the next bar begins with it. */
let lastQuery: Query = { text: "", match: "phrase" }

/** Finds in the section, goes from hit to hit, and replaces. It lies over the text, which stays where it is. */
export function FindBar({ session, asked, mayWrite, language, keys, onClose }: FindBarProps) {
  const bar = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const { finder, replacing } = useFinding(session, asked, language)
  const view = useSyncExternalStore(finder.subscribe, finder.view)
  const { query } = view
  const state = useSyncExternalStore(replacing.subscribe, replacing.state)
  const [withReplace, setWithReplace] = useState(asked.withReplace)
  const [replacement, setReplacement] = useState("")
  const [keepsCapitals, setKeepsCapitals] = useState(false)
  /** What the last replacing came to, until something else is looked for. */
  const [outcome, setOutcome] = useState("")
  const isOnMac = isMac()

  const look = (next: Query) => {
    lastQuery = next
    setOutcome("")
    finder.look(next)
    const hit = finder.current()
    if (hit) showHit(session.editor, hit)
  }
  const go = (to: "next" | "previous") => {
    const hit = to === "next" ? finder.next() : finder.previous()
    setOutcome("")
    if (hit) showHit(session.editor, hit)
  }
  const open = (replaces: boolean) => {
    if (replaces && mayWrite) setWithReplace(true)
    const selected = selectedWords(session)
    if (selected !== "") look({ ...query, text: selected })
    field.current?.focus()
    field.current?.select()
  }
  useImperativeHandle(keys, () => ({
    open,
    go,
    hasFocus: () => bar.current?.contains(document.activeElement) ?? false,
  }))

  const begin = useEffectEvent(() => {
    const hit = finder.current()
    if (hit) showHit(session.editor, hit)
    if (asked.link === null) {
      field.current?.focus()
      field.current?.select()
    } else if (hit && session.editor.isEditable() && matchMedia("(width >= 48rem)").matches) {
      // Elsewhere the focus stays at the start of the page, and no keyboard comes up.
      selectHit(session.editor, hit)
    }
  })
  useEffect(() => begin(), [])

  const close = () => {
    const hit = finder.current()
    onClose()
    if (hit) selectHit(session.editor, hit)
    else session.editor.getRootElement()?.focus({ preventScroll: true })
  }
  const replaceOne = () => {
    setOutcome("")
    if (view.at === null) return go("next")
    if (!replacing.one({ text: replacement, keepsCapitals, language })) setOutcome(m.find_not_replaced())
    const hit = finder.current()
    if (hit) showHit(session.editor, hit)
  }
  const replaceAll = () => {
    void replacing.all({ text: replacement, keepsCapitals, language }).then(({ count, isAll, left }) => {
      const replaced = isAll || left > 0 ? m.find_replaced({ count }) : m.find_replaced_in_part({ count })
      setOutcome([replaced, left > 0 ? m.find_left({ count: left }) : ""].join(" ").trim())
      // The button that was pressed was another one meanwhile.
      if (!session.editor.getRootElement()?.contains(document.activeElement)) field.current?.focus()
    })
  }

  const isBusy = state.kind === "busy"
  const isPhrase = query.match === "phrase"
  const mayReplace = mayWrite && !isBusy && isPhrase && view.count > 0
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    const isMain = isOnMac ? event.metaKey : event.ctrlKey
    const letter = event.key.toLowerCase()
    if (event.key === "Escape") {
      event.preventDefault()
      event.stopPropagation()
      if (isBusy) replacing.stop()
      else close()
    } else if (isMain && !event.altKey && (letter === "z" || letter === "y") && outcome !== "") {
      // Right after replacing, what is to be undone is that, not the typing in these fields.
      event.preventDefault()
      setOutcome("")
      session.editor.dispatchCommand(letter === "y" || event.shiftKey ? REDO_COMMAND : UNDO_COMMAND, undefined)
      field.current?.focus()
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that come up from the fields in it
    <search ref={bar} aria-label={m.find_in_section()} className="find-bar no-print" onKeyDown={onKeyDown}>
      <div className="find-row">
        <Input
          ref={field}
          aria-label={m.find()}
          className="input find-field"
          value={query.text}
          maxLength={queryMax}
          dir="auto"
          lang={language}
          spellCheck={false}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={m.find()}
          onChange={(event) => look({ ...query, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return
            event.preventDefault()
            go(event.shiftKey ? "previous" : "next")
          }}
        />
        <output className="find-count" data-is-outcome={isBusy || outcome !== "" || undefined}>
          {state.kind === "busy"
            ? m.find_replacing({ percent: Math.floor(state.done * 10) * 10 })
            : outcome || findWords(view)}
        </output>
        <span className="find-tools">
          <Tool
            icon={ChevronUp}
            label={m.find_previous()}
            keys={keysShown("Shift Enter", isOnMac)}
            isDisabled={view.count === 0}
            onPress={() => go("previous")}
          />
          <Tool
            icon={ChevronDown}
            label={m.find_next()}
            keys={keysShown("Enter", isOnMac)}
            isDisabled={view.count === 0}
            onPress={() => go("next")}
          />
          <Separator orientation="vertical" className="toolbar-line" />
          <Tool
            icon={CaseSensitive}
            label={m.find_match_case()}
            isDisabled={false}
            isSelected={query.matchCase === true}
            onPress={() => look({ ...query, matchCase: query.matchCase !== true })}
          />
          <Tool
            icon={WholeWord}
            label={m.find_whole_words()}
            isDisabled={false}
            isSelected={query.wholeWords === true}
            onPress={() => look({ ...query, wholeWords: query.wholeWords !== true })}
          />
          <Tool
            icon={Shuffle}
            label={m.find_any_order()}
            isDisabled={false}
            isSelected={!isPhrase}
            onPress={() => look({ ...query, match: isPhrase ? "words" : "phrase" })}
          />
          {mayWrite ? (
            <Tool
              icon={ReplaceIcon}
              label={m.find_replace_too()}
              keys={keysShown(isOnMac ? "Mod Shift H" : "Mod H", isOnMac)}
              isDisabled={false}
              isSelected={withReplace}
              onPress={() => setWithReplace(!withReplace)}
            />
          ) : null}
          <Separator orientation="vertical" className="toolbar-line" />
          <Tool
            icon={X}
            label={m.find_close()}
            keys={keysShown("Escape", isOnMac)}
            isDisabled={false}
            onPress={close}
          />
        </span>
      </div>
      {mayWrite && withReplace ? (
        <div className="find-row">
          <Input
            aria-label={m.find_replace_with()}
            className="input find-field"
            value={replacement}
            maxLength={replacementMax}
            dir="auto"
            lang={language}
            autoComplete="off"
            placeholder={m.find_replace_with()}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing || !mayReplace) return
              event.preventDefault()
              replaceOne()
            }}
          />
          <Tool
            icon={CaseUpper}
            label={m.find_keep_capitals()}
            isDisabled={false}
            isSelected={keepsCapitals}
            onPress={() => setKeepsCapitals(!keepsCapitals)}
          />
          <span className="find-tools">
            <Button isDisabled={!mayReplace} onPress={replaceOne}>
              {m.find_replace()}
            </Button>
            {isBusy ? (
              <Button onPress={() => replacing.stop()}>{m.find_stop()}</Button>
            ) : (
              <Button isDisabled={!mayReplace} onPress={replaceAll}>
                {m.find_replace_all()}
              </Button>
            )}
          </span>
        </div>
      ) : null}
      {mayWrite && withReplace && !isPhrase ? <p className="find-hint">{m.find_replace_needs_phrase()}</p> : null}
    </search>
  )
}

function useFinding(
  session: SectionSession,
  { link }: Asked,
  language: string,
): { finder: Finder; replacing: Replacing } {
  const { editor } = session
  const [finding] = useState(() => {
    const finder = new Finder(
      editor,
      editor.getEditorState().read(() => $placeToBegin(editor), { editor }),
    )
    const selected = link === null ? selectedWords(session) : ""
    lastQuery = link?.query ?? (selected === "" ? lastQuery : { ...lastQuery, text: selected })
    finder.look(lastQuery)
    if (link !== null) finder.goToBlock(link.blockId)
    const replacing = new Replacing({
      editor,
      finder,
      mayWrite: () => session.isOpen && !session.pasting.isBusy,
      hold: (isHeld) => session.hold(isHeld),
      pause: nextTask,
      $typeset: (line, span, words) => $typeset(line, span, words, { language }),
      now: () => performance.now(),
    })
    return { finder, replacing }
  })
  useEffect(() => {
    const forget = finding.finder.follow()
    const painter = new HitPainter(editor, finding.finder)
    return () => {
      painter.destroy()
      finding.replacing.stop()
      forget()
    }
  }, [editor, finding])
  return finding
}

/** Words selected in the text, to be looked for; of more than a line nothing. */
function selectedWords({ editor }: SectionSession): string {
  return editor.getEditorState().read(() => {
    const selection = $getSelection()
    const words = $isRangeSelection(selection) && !selection.isCollapsed() ? selection.getTextContent() : ""
    return words.length > queryMax || words.includes("\n") ? "" : words
  })
}
