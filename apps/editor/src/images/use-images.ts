import { $isCaptionNode, $isImageNode, ImageNode, type ImagePayload } from "@codraft/document"
import { $findMatchingParent, mergeRegister } from "@lexical/utils"
import { $getNodeByKey, $getSelection, $isNodeSelection, $isRangeSelection, type LexicalEditor } from "lexical"
import { useMemo, useSyncExternalStore } from "react"
import type { OpenImages } from "./open-images.ts"

/** An image of the text, as far as it is on the page. */
export interface ImageInText {
  key: string
  /** Its element, which is this application's to fill. */
  element: HTMLElement
  payload: string
  details: ImagePayload
}

/** The images of the text, in no order. A new list whenever one of them came, went, or is told otherwise of. */
export function useImagesInText(editor: LexicalEditor, open: OpenImages): readonly ImageInText[] {
  const store = useMemo(() => imagesInText(editor, open), [editor, open])
  return useSyncExternalStore(store.subscribe, store.get)
}

function imagesInText(editor: LexicalEditor, open: OpenImages) {
  const keys = new Set<string>()
  let seen: readonly ImageInText[] = []
  const look = () => {
    seen = editor.getEditorState().read(() => [...keys].flatMap((key) => $imageAt(editor, open, key) ?? []), { editor })
  }
  return {
    get: () => seen,
    subscribe: (onChange: () => void) => {
      const changed = () => {
        look()
        onChange()
      }
      return mergeRegister(
        editor.registerMutationListener(ImageNode, (mutations) => {
          for (const [key, mutation] of mutations) {
            if (mutation === "destroyed") keys.delete(key)
            else keys.add(key)
          }
          changed()
        }),
        open.payloads.subscribe(changed),
        open.images.subscribe(changed),
      )
    },
  }
}

function $imageAt(editor: LexicalEditor, open: OpenImages, key: string): ImageInText | null {
  const node = $getNodeByKey(key)
  const element = editor.getElementByKey(key)
  if (!$isImageNode(node) || element === null) return null
  const payload = node.getPayload()
  const details = open.payloads.read(payload)
  return details === null ? null : { key, element, payload, details }
}

/** Where the person is: at an image that is selected by itself, or in the caption behind it. */
export interface AtImage {
  key: string
  isSelected: boolean
}

/** Null where the person is at no image. The same object as long as they stay. */
export function useImageAtSelection(editor: LexicalEditor): AtImage | null {
  const store = useMemo(() => imageAtSelection(editor), [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function imageAtSelection(editor: LexicalEditor) {
  let seen: AtImage | null = null
  return {
    get: () => {
      const next = editor.getEditorState().read($imageAtSelection, { editor })
      if (seen?.key !== next?.key || seen?.isSelected !== next?.isSelected) seen = next
      return seen
    },
    subscribe: (onChange: () => void) => editor.registerUpdateListener(onChange),
  }
}

export function $imageAtSelection(): AtImage | null {
  const selection = $getSelection()
  if ($isNodeSelection(selection)) {
    const nodes = selection.getNodes()
    const [node] = nodes
    return nodes.length === 1 && $isImageNode(node) ? { key: node.getKey(), isSelected: true } : null
  }
  if (!$isRangeSelection(selection)) return null
  const image = $findMatchingParent(selection.anchor.getNode(), $isCaptionNode)?.getPreviousSibling()
  return $isImageNode(image) ? { key: image.getKey(), isSelected: false } : null
}
