import { $isLinkNode, LinkNode } from "@lexical/link"
import { $createTextNode, $isDecoratorNode, $isElementNode } from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropForeignState } from "../../nodes/state.ts"
import { isAllowedUrl } from "./form.ts"

export const linkNodes: NodeKind = { classes: [LinkNode], normalizations: [normalized(LinkNode, $normalizeLink)] }

function $normalizeLink(node: LinkNode): void {
  // What is left of a link whose words were cut out of it: it stands for nothing, and nobody could see it.
  if (node.isEmpty()) {
    node.remove()
    return
  }
  const url = node.getURL()
  const allowed = isAllowedUrl(url) ? url : allowedForm(url)
  const isSound = node.getChildren().every((child) => !$isElementNode(child) && !$isDecoratorNode(child))
  // Without words it shows nothing and reads as nothing: what is pasted can hold such a one.
  if (allowed === null || !isSound || node.isEmpty()) {
    $unwrap(node)
    return
  }
  if (allowed !== url) node.setURL(allowed)
  if (node.getRel() !== null) node.setRel(null)
  if (node.getTarget() !== null) node.setTarget(null)
  if (node.getTitle() !== null) node.setTitle(null)
  $dropForeignState(node)
}

/** The same address written so that it is allowed, if there is one: with blanks and the like encoded. */
function allowedForm(url: string): string | null {
  const trimmed = url.trim()
  if (!URL.canParse(trimmed)) return null
  const { href } = new URL(trimmed)
  return isAllowedUrl(href) ? href : null
}

function $unwrap(link: LinkNode): void {
  for (const child of link.getChildren())
    link.insertBefore($isLinkNode(child) ? $createTextNode(child.getTextContent()) : child)
  link.remove()
}
