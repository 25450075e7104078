import { imageBounds } from "@codraft/publication/images"
import type { LexicalEditor } from "lexical"
import { ImagePlus } from "lucide-react"
import { useEffect, useEffectEvent, useRef } from "react"
import { FileTrigger } from "react-aria-components/FileTrigger"
import { m } from "../language/language.ts"
import { IconButton } from "../ui/button.tsx"
import { ImagePlace } from "./image-commands.ts"
import { acceptedTypes } from "./image-file.ts"
import type { OpenImages } from "./open-images.ts"
import { placeFiles } from "./use-open-images.ts"

/** Asks for files; its name says beforehand which, and how large. */
export function ImageButton({
  editor,
  open,
  isDisabled,
  isAsked,
  onAnswered,
}: {
  editor: LexicalEditor
  open: OpenImages
  isDisabled: boolean
  /** Opens the dialog of the system. */
  isAsked: boolean
  onAnswered: () => void
}) {
  const trigger = useRef<HTMLInputElement>(null)
  const answered = useEffectEvent(onAnswered)
  useEffect(() => {
    if (!isAsked) return
    trigger.current?.click()
    answered()
  }, [isAsked])
  return (
    <FileTrigger
      ref={trigger}
      allowsMultiple
      acceptedFileTypes={acceptedTypes.split(",")}
      onSelect={(files) => {
        const place = editor.read(() => ImagePlace.$here(editor))
        placeFiles(open, [...(files ?? [])], place)
        // The dialog of the system gives the focus back to the button; the caption is where one goes on.
        editor.focus()
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
