import type { SectionId } from "@codraft/publication"
import { useEffect, useMemo } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import type { SectionSession } from "../section/section-session.ts"
import { announce } from "../ui/announcer.tsx"
import { ImagePlace, registerImages } from "./image-commands.ts"
import { ImagePlacing } from "./image-placing.ts"
import { OpenImages } from "./open-images.ts"
import { SectionImages } from "./section-images.ts"
import { runUploads, uploadsOf } from "./uploads-of-person.ts"

/** The images of an open section; null until it is open. */
export function useOpenImages(sectionId: SectionId, session: SectionSession | null): OpenImages | null {
  const { facts, personId } = usePublication()
  const open = useMemo(() => {
    if (session === null) return null
    const images = new SectionImages({ sectionId, facts, uploads: uploadsOf(personId) })
    return new OpenImages({ images, placing: new ImagePlacing(images), payloads: session.payloads })
  }, [sectionId, session, facts, personId])
  useEffect(() => runUploads(uploadsOf(personId)), [personId])
  useEffect(() => {
    if (session === null || open === null) return undefined
    return registerImages(session.editor, {
      onFiles: (files, place) => placeFiles(open, files, place),
      onEnter: () => open.enter(),
      onRemoved: () => announce(m.image_removed()),
    })
  }, [session, open])
  return open
}

/** Brings files into the text, at this place. */
export function placeFiles(open: OpenImages, files: readonly File[], place: ImagePlace): void {
  void open.placing.take(files, (image) => {
    place.put(image, (key) => {
      open.ask(key)
      announce(m.image_placed())
    })
  })
}
