import { imageLimits } from "@codraft/document"
import type { LexicalEditor } from "lexical"
import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react"
import { createPortal, flushSync } from "react-dom"
import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { ImageFigure, nameOfImage } from "./image-figure.tsx"
import { ImagePanel } from "./image-panel.tsx"
import { $removeImage, focusOnImage } from "./image-commands.ts"
import { measurePixels, scaleStep } from "./image-width.ts"
import type { OpenImages } from "./open-images.ts"
import "./images.css"
import { type AtImage, type ImageInText, useImageAtSelection, useImagesInText } from "./use-images.ts"

/**
 * The pictures in the text, each inside of its node, and over the text what belongs to the selected one: its handles and
 * its settings. These are no part of the text, so that their fields are fields and not its content.
 */
export function ImageLayer({ editor, open, mayWrite }: { editor: LexicalEditor; open: OpenImages; mayWrite: boolean }) {
  const inText = useImagesInText(editor, open)
  const at = useImageAtSelection(editor)
  const asked = useSyncExternalStore(open.onAsk, open.asked)
  const [closedAt, setClosedAt] = useState<AtImage | null>(null)
  const [preview, setPreview] = useState<{ key: string; scale: number } | null>(null)
  const layer = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLFieldSetElement>(null)
  const selected = at?.isSelected ? at.key : null
  const shown = inText.find(({ key }) => key === at?.key && (at.isSelected || key === asked)) ?? null
  const place = usePlace(editor, layer, shown?.element ?? null)
  const isOpen = mayWrite && shown !== null && place !== null && closedAt !== at
  const openKey = isOpen ? shown.key : null

  const say = useEffectEvent((key: string) => {
    const details = inText.find((image) => image.key === key)?.details
    if (!details) return
    const name = details.decorative ? m.image_is_decorative() : nameOfImage(details)
    announce(mayWrite ? m.image_selected({ name }) : name)
  })
  useEffect(() => {
    if (selected !== null) say(selected)
  }, [selected])
  useEffect(() => {
    return open.onEnter(() => {
      flushSync(() => setClosedAt(null))
      panel.current?.querySelector<HTMLElement>("textarea:enabled, input")?.focus()
    })
  }, [open])
  useEffect(() => {
    // Also where somebody only clicked on a picture near the foot of the window.
    if (openKey !== null) panel.current?.scrollIntoView({ block: "nearest" })
  }, [openKey])

  const leave = () => {
    open.ask(null)
    setClosedAt(at)
    if (at?.isSelected) focusOnImage(editor, at.key)
    else editor.focus()
  }
  const sourceOfShown = shown && open.images.source(shown.details.blob)
  const upload = sourceOfShown?.kind === "here" ? sourceOfShown.upload : null
  const isRefused = upload?.kind === "refused" || upload?.kind === "lost"

  return (
    <>
      {inText.map((image) =>
        createPortal(
          <Figure
            image={image}
            scale={preview?.key === image.key ? preview.scale : image.details.scale}
            open={open}
            isSelected={image.key === selected}
            mayWrite={mayWrite}
          />,
          image.element,
          image.key,
        ),
      )}
      <div ref={layer} className="image-layer no-print">
        {isOpen && shown.key === selected ? (
          <Handles
            place={place}
            onPreview={(scale) => setPreview({ key: shown.key, scale })}
            onChange={(scale) => {
              setPreview(null)
              open.payloads.update(shown.payload, { scale })
            }}
          />
        ) : null}
        {isOpen ? (
          <ImagePanel
            key={shown.key}
            details={shown.details}
            panel={panel}
            top={place.below}
            language={editor.getRootElement()?.lang ?? ""}
            onChange={(change) => open.payloads.update(shown.payload, change)}
            onReplace={(file) => {
              void open.placing.take([file], ({ blob, mediaType, width, height }) => {
                open.payloads.update(shown.payload, { blob, mediaType, width, height })
              })
            }}
            onRemove={() => {
              editor.update(() => $removeImage(shown.key))
              announce(m.image_removed())
              editor.focus()
            }}
            onSendAgain={isRefused ? () => open.images.retry() : null}
            onLeave={leave}
          />
        ) : null}
      </div>
    </>
  )
}

function Figure({
  image,
  scale,
  open,
  isSelected,
  mayWrite,
}: {
  image: ImageInText
  scale: number
  open: OpenImages
  isSelected: boolean
  mayWrite: boolean
}) {
  const { details, element } = image
  const source = open.images.source(details.blob)
  useEffect(() => {
    element.toggleAttribute("data-selected", isSelected)
  }, [element, isSelected])
  useEffect(() => {
    if (mayWrite && source.kind === "on-its-way") open.images.adopt(details.blob)
  }, [open, mayWrite, source.kind, details.blob])
  useEffect(() => nameCaption(element, mayWrite ? m.image_caption() : null))
  return <ImageFigure details={{ ...details, scale }} source={source} mayWrite={mayWrite} />
}

/** What an empty caption says of itself; it is no part of the text. */
function nameCaption(image: HTMLElement, words: string | null): void {
  const caption = image.nextElementSibling
  if (!(caption instanceof HTMLElement) || caption.dataset["for"] !== "figure") return
  if (words === null) delete caption.dataset["placeholder"]
  else caption.dataset["placeholder"] = words
}

interface Place {
  left: number
  right: number
  middle: number
  /** Under the image and its caption. */
  below: number
}

/** Two bars at the sides of the picture. It stands in the middle, so either moves both. For the pointer; the number field is for keys. */
function Handles({
  place,
  onPreview,
  onChange,
}: {
  place: Place
  onPreview: (scale: number) => void
  onChange: (scale: number) => void
}) {
  const scaleAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const layer = currentTarget.parentElement?.getBoundingClientRect()
    const centre = (layer?.left ?? 0) + (place.left + place.right) / 2
    const share = (200 * Math.abs(clientX - centre)) / measurePixels()
    return Math.min(imageLimits.scaleMax, Math.max(imageLimits.scaleMin, Math.round(share / scaleStep) * scaleStep))
  }
  return [place.left, place.right].map((left, side) => (
    <span
      // oxlint-disable-next-line react/no-array-index-key -- the left one and the right one
      key={side}
      aria-hidden
      title={m.image_resize()}
      className="image-handle"
      style={{ left, top: place.middle }}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onPreview(scaleAt(event))
      }}
      onPointerUp={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onChange(scaleAt(event))
      }}
    />
  ))
}

/** Where an image of the text is in the layer, measured again whenever something moves. */
function usePlace(editor: LexicalEditor, layer: RefObject<HTMLElement | null>, element: HTMLElement | null) {
  const store = useMemo(() => placeOf(editor, layer, element), [editor, layer, element])
  return useSyncExternalStore(store.subscribe, store.get)
}

function placeOf(editor: LexicalEditor, layer: RefObject<HTMLElement | null>, element: HTMLElement | null) {
  let place: Place | null = null
  return {
    get: () => place,
    subscribe: (onChange: () => void) => {
      let frame = 0
      const measure = () => {
        frame = 0
        const next = element && layer.current ? measured(element, layer.current) : null
        if (JSON.stringify(next) === JSON.stringify(place)) return
        place = next
        onChange()
      }
      const schedule = () => {
        frame ||= requestAnimationFrame(measure)
      }
      measure()
      const size = new ResizeObserver(schedule)
      if (element) size.observe(element)
      if (layer.current) size.observe(layer.current)
      const forget = editor.registerUpdateListener(schedule)
      return () => {
        cancelAnimationFrame(frame)
        size.disconnect()
        forget()
      }
    },
  }
}

function measured(element: HTMLElement, layer: HTMLElement): Place | null {
  const origin = layer.getBoundingClientRect()
  const picture = element.querySelector(".image-frame")?.getBoundingClientRect()
  if (!picture) return null
  const caption = element.nextElementSibling
  const last = caption instanceof HTMLElement && caption.dataset["block"] === "caption" ? caption : element
  return {
    left: picture.left - origin.left,
    right: picture.right - origin.left,
    middle: (picture.top + picture.bottom) / 2 - origin.top,
    below: last.getBoundingClientRect().bottom - origin.top + gapPixels,
  }
}

const gapPixels = 8
