import { type CoverNote, displayMember, type VersionKind } from "@codraft/publication"
import { type CoverLetter, coverNoteOf, directionIn } from "@codraft/publish/cover"
import { useDeferredValue, useId } from "react"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { noteSent } from "./cover-draft.ts"
import "./cover-preview.css"

/** The note as it will be on its page, while it is written. */
export default function CoverPreview({
  note: typed,
  kind,
  title,
  symbol,
}: {
  note: CoverNote
  kind: VersionKind
  /** Of the version. */
  title: string
  symbol: string
}) {
  const { publication, personId } = usePublication()
  const caption = useId()
  const frozenAt = useNow()
  const note = useDeferredValue(typed)
  const { organization: sender } = displayMember(publication, personId)
  const version = { symbol: symbol.trim(), title: title.trim() || "…", frozenAt, timeZone: publication.timeZone }
  const letter = coverNoteOf({ ...noteSent(note), sender }, { publication, version }, filesOf(kind))
  return (
    <figure aria-labelledby={caption} className="cover-preview">
      <figcaption id={caption}>
        <strong>{m.cover_preview()}</strong> <span>{m.cover_preview_hint()}</span>
      </figcaption>
      <div className="cover-paper">
        <Letter letter={letter} />
      </div>
    </figure>
  )
}

/** What will be made beside the note. */
function filesOf(kind: VersionKind): { name: string }[] {
  const names = ["publication.pdf", "publication.docx", "publication.html", "publication.json"]
  if (kind === "corrigendum") names.push("corrigendum.pdf", "corrigendum.docx")
  return names.map((name) => ({ name }))
}

/** As the PDF lays it out; what somebody wrote runs in its own direction. */
function Letter({ letter }: { letter: CoverLetter }) {
  const { language, dir, sender, addressee, kindOfPaper, date, reference, subject, salutation } = letter
  const { paragraphs, files, closing, contact } = letter
  const written = (text: string) => ({ dir: directionIn(text, dir) })
  return (
    <div className="cover-letter" lang={language} dir={dir}>
      <p className="cover-letterhead" {...written(sender)}>
        {sender}
      </p>
      <div className="cover-top">
        <div>
          {addressee.length === 0 ? <p className="cover-blank">{m.cover_addressee()}</p> : null}
          {addressee.map((line, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines are by their place
            <p key={i} {...written(line)}>
              {line}
            </p>
          ))}
        </div>
        <div className="cover-facts">
          <p className="cover-soft">{kindOfPaper}</p>
          <p>{date}</p>
          {reference === null ? null : (
            <p>
              <span className="cover-soft">{reference.name}</span>
              <bdi dir="ltr">{reference.value}</bdi>
            </p>
          )}
        </div>
      </div>
      <p className="cover-subject">{subject}</p>
      {salutation === "" ? null : <p {...written(salutation)}>{salutation}</p>}
      {paragraphs.map((lines, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- paragraphs are by their place
        <p key={i} className="cover-lines" {...written(lines.join(" "))}>
          {lines.join("\n")}
        </p>
      ))}
      <p className="cover-files-title">{files.title}</p>
      <table>
        <thead>
          <tr>
            {[files.columns.name, files.columns.contents, files.columns.pages, files.columns.size].map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.rows.map(({ name, contents }) => (
            <tr key={name}>
              <td dir="ltr">{name}</td>
              <td>{contents}</td>
              <td>{name.endsWith(".pdf") ? "…" : ""}</td>
              <td>…</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cover-packed">{files.packed}</p>
      <div className="cover-end">
        {closing === "" ? null : <p {...written(closing)}>{closing}</p>}
        {contact.name === "" ? null : (
          <p className="cover-signs" {...written(contact.name)}>
            <strong>{contact.name}</strong>
          </p>
        )}
        {contact.organization === "" ? null : <p {...written(contact.organization)}>{contact.organization}</p>}
        {contact.email === "" ? null : (
          <p className="cover-facts">
            <span className="cover-soft">{contact.title}</span>
            <bdi dir="ltr">{contact.email}</bdi>
          </p>
        )}
      </div>
    </div>
  )
}
