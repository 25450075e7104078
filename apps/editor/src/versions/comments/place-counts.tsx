import type { Thread } from "@codraft/publication"
import { MessageSquareText } from "lucide-react"
import { useEffect, useState } from "react"
import { createPortal } from "react-dom"
import { m } from "../../language/language.ts"
import { elementOf } from "./frozen-words.ts"

/** How many comments each place has, quietly beside its number: a press opens the first of them. */
export function PlaceCounts({
  byPlace,
  nameOf,
  onOpen,
}: {
  byPlace: ReadonlyMap<string, readonly Thread[]>
  nameOf: (address: string) => string
  onOpen: (thread: Thread) => void
}) {
  const [slots, setSlots] = useState<ReadonlyMap<string, HTMLElement>>(new Map())
  const addresses = [...byPlace.keys()].join(" ")
  useEffect(() => {
    const made = new Map<string, HTMLElement>()
    for (const address of addresses.split(" ")) {
      const element = address === "" ? null : elementOf(address)
      if (element === null) continue
      const slot = document.createElement("span")
      slot.className = "version-count-slot no-print"
      const mark = element.querySelector(":scope > :is([data-number], .book-mark)")
      if (mark === null) element.prepend(slot)
      else mark.after(slot)
      made.set(address, slot)
    }
    // oxlint-disable-next-line react/set-state-in-effect -- the text that they stand in is on the page only now
    setSlots(made)
    return () => {
      for (const slot of made.values()) slot.remove()
    }
  }, [addresses])
  return [...slots].map(([address, slot]) => {
    const threads = byPlace.get(address) ?? []
    const [first] = threads
    if (first === undefined) return null
    const isSettled = threads.every(({ state }) => state === "resolved")
    return createPortal(
      <button
        type="button"
        className="version-count"
        data-is-settled={isSettled || undefined}
        aria-label={m.version_comments_at({ count: threads.length, place: nameOf(address) })}
        onClick={() => onOpen(threads.find(({ state }) => state !== "resolved") ?? first)}
      >
        <MessageSquareText aria-hidden size={13} />
        <span aria-hidden>{threads.length}</span>
      </button>,
      slot,
      address,
    )
  })
}
