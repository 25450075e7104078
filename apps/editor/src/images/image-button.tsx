import { imageBounds } from "@codraft/publication/images"
import { ImagePlus } from "lucide-react"
import { FileTrigger } from "react-aria-components/FileTrigger"
import { m } from "../language/language.ts"
import type { SectionSession } from "../section/section-session.ts"
import { IconButton } from "../ui/button.tsx"
import { acceptedTypes } from "./image-file.ts"
import type { OpenImages } from "./open-images.ts"
import { placeFiles } from "./use-open-images.ts"

/** Asks for files; its name says beforehand which, and how large. */
export function ImageButton({
  session,
  open,
  isDisabled,
}: {
  session: SectionSession
  open: OpenImages
  isDisabled: boolean
}) {
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={acceptedTypes.split(",")}
      onSelect={(files) => {
        placeFiles(session, open, [...(files ?? [])])
        // The dialog of the system gives the focus back to the button; the caption is where one goes on.
        session.editor.focus()
      }}
    >
      <IconButton
        label={m.image_insert_limit({ max: imageBounds.megabytesMax })}
        isDisabled={isDisabled}
        preventFocusOnPress
      >
        <ImagePlus aria-hidden size={17} strokeWidth={2} />
      </IconButton>
    </FileTrigger>
  )
}
