import type { Image } from "@codraft/document"
import type { PassageChange } from "@codraft/document/compare"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { ComparedLine } from "./compared-line.tsx"
import { Said } from "./compared-words.tsx"
import { type Side, useAround } from "./shown.ts"

type ChangedImage = Extract<PassageChange, { kind: "changed"; type: "image" }>
type Bare = Omit<Image, "caption"> & { caption?: Image["caption"] }

export function Picture({ image, side }: { image: Bare; side: Side }) {
  const { imageUrl, numberOf } = useAround()
  const { id, file, alt = "", credit, caption } = image
  const number = numberOf(id, side)
  return (
    <figure>
      {file ? (
        <img src={imageUrl(file.blob, side)} alt={alt} width={file.width} height={file.height} loading="lazy" />
      ) : null}
      {caption ? (
        <figcaption data-block="caption">
          {number === null ? null : <span className="compared-number">{number} </span>}
          <ComparedLine change={{ kind: "same", after: caption }} />
        </figcaption>
      ) : null}
      {credit ? <small>{credit}</small> : null}
    </figure>
  )
}

export function ComparedImage({ change: { before, after, caption }, say }: { change: ChangedImage; say: ReactNode }) {
  const { side, numberOf } = useAround()
  const isOther = before.file?.blob !== after.file?.blob
  const said = [
    isOther ? m.image_replaced() : null,
    before.alt === after.alt ? null : m.was_and_is({ was: before.alt ?? "–", now: after.alt ?? "–" }),
    before.credit === after.credit ? null : m.was_and_is({ was: before.credit ?? "–", now: after.credit ?? "–" }),
    before.scale === after.scale
      ? null
      : m.was_and_is({ was: `${before.scale ?? 100} %`, now: `${after.scale ?? 100} %` }),
  ].filter((words) => words !== null)
  const number = side === "before" ? numberOf(before.id, "before") : numberOf(after.id, "after")
  return (
    <div
      className="compared-block"
      data-kind="changed"
      {...(side === "before" ? {} : { "data-change": "changed", tabIndex: -1 })}
    >
      {side === "before" ? null : (
        <Said>
          {say}
          {say === null ? "" : " · "}
          {said.length > 0 ? said.join(" · ") : m.compared_changed()}
        </Said>
      )}
      {side === "before" || (side === "both" && isOther) ? (
        <div data-kind={isOther ? "removed" : undefined}>
          <Picture image={before} side="before" />
        </div>
      ) : null}
      {side === "before" ? null : <Picture image={after} side="after" />}
      {caption ? (
        <p data-block="caption">
          {number === null ? null : <span className="compared-number">{number} </span>}
          <ComparedLine change={caption} />
        </p>
      ) : null}
    </div>
  )
}
