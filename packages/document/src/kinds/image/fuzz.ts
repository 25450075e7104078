import { $getRoot } from "lexical"
import { $caretAnywhere, type Edit, edit } from "../../testing/places.ts"
import type { ImagePayload } from "./form.ts"
import { $insertImage, $isImageNode } from "./node.ts"

let images = 0

export const chart: ImagePayload = {
  blob: "0".repeat(64),
  mediaType: "image/png",
  width: 40,
  height: 30,
  alt: "",
  decorative: false,
  credit: "",
  scale: 100,
}

const insertImage: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($caretAnywhere(chance) === null) return false
    return $insertImage(chart, () => `i${writer.doc.clientID}-${images++}`, { caption: chance.isLucky(0.5) }) !== null
  })

const $shown = () => $getRoot().getChildren().filter($isImageNode)

const removeImage: Edit = (writer, chance) =>
  edit(writer, () => {
    const image = chance.pick($shown())
    image?.remove()
    return image !== undefined
  })

const describeImage: Edit = (writer, chance) => {
  const id = writer.read(() => chance.pick($shown())?.getPayload())
  if (id === undefined) return false
  writer.binding.payloads.update(
    id,
    chance.isLucky(0.5) ? { alt: `chart ${images++}` } : { scale: chance.between(10, 100) },
  )
  return true
}

export const imageEdits = {
  insertImage: [insertImage, 2],
  removeImage: [removeImage, 1],
  describeImage: [describeImage, 2],
} as const satisfies Record<string, readonly [Edit, number]>
