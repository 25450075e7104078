import type { ImagePayload } from "@codraft/document"
import { CloudOff, CloudUpload, ImageOff, LoaderCircle, TriangleAlert } from "lucide-react"
import { type CSSProperties, type ReactNode, useEffect, useState } from "react"
import { m } from "../language/language.ts"
import { refusalWords } from "../publication/refusal-words.ts"
import type { ImageSource, PendingUpload } from "./section-images.ts"

/** An image as it stands in the text: the picture, or its place at its size; who made it; and what is still to be done. */
export function ImageFigure({
  details,
  source,
  mayWrite,
}: {
  details: ImagePayload
  source: ImageSource
  mayWrite: boolean
}) {
  const style = { "--share": details.scale / 100, "--ratio": `${details.width} / ${details.height}` } as CSSProperties
  return (
    <span className="image" style={style}>
      <span className="image-frame">
        {source.kind === "here" ? (
          <Picture key={source.url} details={details} url={source.url} />
        ) : (
          <Place details={details} icon={<LoaderCircle aria-hidden size={20} />} words={m.image_on_its_way()} />
        )}
      </span>
      {details.credit === "" ? null : <span className="image-credit">{details.credit}</span>}
      {source.kind === "here" && source.upload ? <UploadWords upload={source.upload} /> : null}
      {mayWrite && details.alt === "" && !details.decorative ? (
        <span {...interfaceWords} className="image-words no-print" data-kind="warn">
          <TriangleAlert aria-hidden size={16} />
          {m.image_alt_missing()}
        </span>
      ) : null}
    </span>
  )
}

/** Words of the interface in a text of another language and direction. */
const interfaceWords = { dir: "auto" } as const

/** What a screen reader says for the picture. */
export function nameOfImage({ alt, decorative }: ImagePayload): string {
  if (decorative) return ""
  return alt === "" ? m.image_without_alt() : alt
}

function Picture({ details, url }: { details: ImagePayload; url: string }) {
  const [failures, setFailures] = useState(0)
  const [isFailed, setFailed] = useState(false)
  useEffect(() => {
    if (!isFailed) return undefined
    const again = () => {
      setFailed(false)
      setFailures((count) => count + 1)
    }
    addEventListener("online", again)
    return () => removeEventListener("online", again)
  }, [isFailed])
  if (isFailed) {
    return <Place details={details} icon={<ImageOff aria-hidden size={20} />} words={m.image_not_loaded()} />
  }
  return (
    <img
      key={failures}
      src={url}
      alt={nameOfImage(details)}
      width={details.width}
      height={details.height}
      decoding="async"
      draggable={false}
      className="image-picture"
      onError={() => setFailed(true)}
    />
  )
}

/** As large as the picture will be: nothing moves when it comes. */
function Place({ details, icon, words }: { details: ImagePayload; icon: ReactNode; words: string }) {
  const name = nameOfImage(details)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- there is no picture yet to put into an img
    <span className="image-place" role="img" aria-label={name === "" ? words : `${name}. ${words}`}>
      {icon}
      <span {...interfaceWords}>{words}</span>
    </span>
  )
}

function UploadWords({ upload }: { upload: PendingUpload }) {
  if (upload.kind === "sending") {
    return (
      <span {...interfaceWords} className="image-words no-print">
        <CloudUpload aria-hidden size={16} />
        {m.image_sending({ percent: Math.round(upload.share * 100) })}
        <progress aria-hidden max={1} value={upload.share} />
      </span>
    )
  }
  return (
    <span
      {...interfaceWords}
      className="image-words no-print"
      data-kind={upload.kind === "waiting" ? "warn" : "danger"}
    >
      {upload.kind === "waiting" ? <CloudOff aria-hidden size={16} /> : <TriangleAlert aria-hidden size={16} />}
      {uploadWords(upload)}
    </span>
  )
}

function uploadWords(upload: Exclude<PendingUpload, { kind: "sending" }>): string {
  if (upload.kind === "waiting") return m.image_waiting()
  if (upload.kind === "refused") return m.image_upload_refused({ why: refusalWords(upload.refusal) })
  return upload.status === 401 ? m.image_signed_out() : m.image_lost()
}
