import { type Edition, reviewBounds, type TargetRef, targetRefKey } from "@codraft/publication"
import { X } from "lucide-react"
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from "react"
import { Button as AriaButton } from "react-aria-components/Button"
import { m, useLanguage } from "../language/language.ts"
import { useCatalogue } from "../targets/use-catalogue.ts"
import { announce } from "../ui/announcer.tsx"
import { findTargetRefs, type FoundTarget } from "./found-targets.ts"
import { targetWords } from "./words.ts"

export interface ChosenTargets {
  readonly targets: readonly TargetRef[]
  readonly isGap: boolean
}

type Offer = FoundTarget | "gap"

/** Several targets, found by code and words; or that there is none for it. */
export function TargetPicker({
  chosen,
  onChange,
  edition,
}: {
  chosen: ChosenTargets
  onChange: (chosen: ChosenTargets) => void
  edition: Edition
}) {
  const language = useLanguage()
  const id = useId()
  const picker = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState("")
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const catalogue = useCatalogue(isOpen || chosen.targets.length > 0)
  const keys = new Set(chosen.targets.map(targetRefKey))
  const isFull = chosen.targets.length >= reviewBounds.targetsMax
  const found =
    isOpen && catalogue && !isFull && !chosen.isGap ? findTargetRefs(catalogue, query, { language, edition }) : []
  const gapWords = m.comment_target_gap()
  const isGapOffered = isOpen && chosen.targets.length === 0 && !chosen.isGap && mayBeGap(query, gapWords)
  const offers: Offer[] = [...found.filter(({ key }) => !keys.has(key)), ...(isGapOffered ? (["gap"] as const) : [])]
  const count = offers.length
  const isListed = isOpen && count > 0
  useEffect(() => {
    if (isOpen && query !== "") announce(m.comment_targets_offered({ count }))
  }, [isOpen, query, count])
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" })
  }, [id, active])

  useEffect(() => {
    // What is chosen, the list, and where there is room for all of it the button that posts, are in sight.
    if (!isOpen || count === 0) return
    picker.current?.closest("form")?.scrollIntoView({ block: "nearest" })
    picker.current?.scrollIntoView({ block: "nearest" })
  }, [isOpen, count])

  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  useCloseOutside(picker, isOpen, close)
  const choose = (offer: Offer) => {
    onChange(offer === "gap" ? { targets: [], isGap: true } : { targets: [...chosen.targets, offer.ref], isGap: false })
    setQuery("")
    close()
  }
  const remove = (key: string | null) => {
    onChange(
      key === null
        ? { targets: [], isGap: false }
        : { ...chosen, targets: chosen.targets.filter((ref) => targetRefKey(ref) !== key) },
    )
    input.current?.focus({ preventScroll: true })
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
    const last = chosen.targets.at(-1)
    if (step !== 0) {
      setOpen(true)
      if (count > 0) setActive(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count)
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      const offer = offers[Math.max(0, active)]
      if (isListed && offer !== undefined && (active >= 0 || query !== "")) choose(offer)
    } else if (event.key === "Escape" && (isListed || query !== "")) {
      setQuery("")
      close()
      event.stopPropagation()
    } else if (event.key === "Backspace" && query === "" && (chosen.isGap || last !== undefined)) {
      remove(chosen.isGap || last === undefined ? null : targetRefKey(last))
    } else return
    event.preventDefault()
  }

  return (
    <div ref={picker} className="target-picker">
      <label htmlFor={id} className="comment-label">
        {m.comment_targets()}
      </label>
      {chosen.isGap || chosen.targets.length > 0 ? (
        <ul aria-label={m.comment_targets_chosen()} className="chosen-targets">
          {chosen.isGap ? <Chip code={gapWords} onRemove={() => remove(null)} /> : null}
          {chosen.targets.map((ref) => (
            <Chip
              key={targetRefKey(ref)}
              code={targetWords(ref)}
              title={typeof ref === "string" ? catalogue?.targetLabel(ref, language).text : undefined}
              onRemove={() => remove(targetRefKey(ref))}
            />
          ))}
        </ul>
      ) : null}
      <input
        ref={input}
        id={id}
        role="combobox"
        autoComplete="off"
        className="input"
        value={query}
        disabled={isFull}
        placeholder={m.comment_targets_hint()}
        aria-expanded={isListed}
        aria-autocomplete="list"
        aria-controls={isListed ? `${id}-list` : undefined}
        aria-activedescendant={isListed && active >= 0 ? `${id}-${active}` : undefined}
        onChange={(event) => {
          setQuery(event.target.value)
          setOpen(true)
          setActive(-1)
        }}
        onClick={() => setOpen(true)}
        onKeyDown={press}
      />
      {isListed ? (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the field keeps the focus, which no select would let it
        <div id={`${id}-list`} role="listbox" aria-label={m.comment_targets()} className="target-options">
          {offers.map((offer, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys go to the field
            <div
              key={offer === "gap" ? offer : offer.key}
              id={`${id}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as its list
              role="option"
              aria-selected={index === active}
              className="caret-option"
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(offer)}
            >
              {offer === "gap" ? (
                <span>{gapWords}</span>
              ) : (
                <>
                  <span className="target-code">{offer.code}</span>
                  <bdi lang={offer.language} className="min-w-0 flex-1 text-start">
                    {offer.label}
                  </bdi>
                </>
              )}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/**
 * Closes the list when one goes elsewhere. By a press only when that is over: what stands below moves up as the list goes, and
 * would be away from under the pointer.
 */
function useCloseOutside(picker: RefObject<HTMLElement | null>, isOpen: boolean, onClose: () => void): void {
  const leave = useEffectEvent(() => {
    if (!picker.current?.contains(document.activeElement)) onClose()
  })
  useEffect(() => {
    if (!isOpen) return undefined
    let isPressed = false
    let after = 0
    const down = () => {
      isPressed = true
    }
    const soon = () => {
      clearTimeout(after)
      after = window.setTimeout(() => leave())
    }
    const up = () => {
      isPressed = false
      soon()
    }
    const focus = () => {
      // A finger's press moves the focus when it is lifted, and presses what is below only then.
      if (!isPressed) soon()
    }
    addEventListener("pointerdown", down, true)
    addEventListener("pointerup", up, true)
    addEventListener("pointercancel", up, true)
    addEventListener("focusin", focus)
    return () => {
      clearTimeout(after)
      removeEventListener("pointerdown", down, true)
      removeEventListener("pointerup", up, true)
      removeEventListener("pointercancel", up, true)
      removeEventListener("focusin", focus)
    }
  }, [isOpen])
}

function mayBeGap(query: string, words: string): boolean {
  const asked = query.trim().toLowerCase()
  return asked === "" || words.toLowerCase().includes(asked)
}

function Chip({ code, title, onRemove }: { code: string; title?: string | undefined; onRemove: () => void }) {
  return (
    <li className="target-chip" title={title}>
      <span>{code}</span>
      <AriaButton aria-label={m.comment_target_remove({ code })} className="chip-remove" onPress={onRemove}>
        <X aria-hidden size={14} />
      </AriaButton>
    </li>
  )
}
