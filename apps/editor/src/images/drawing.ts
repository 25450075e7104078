import {
  isAllowedAttribute,
  isAllowedElement,
  isAllowedStyle,
  SvgReading,
  type SvgSize,
  svgNamespace,
  svgSize,
} from "@codraft/publication/images"

export interface Drawing {
  svg: string
  size: SvgSize
  /** What one would have seen and is not in it any more: the names of the elements. */
  leftOut: string[]
}

/** A drawing with only what a drawing may hold; what is wrong with it where that cannot be; null for what is no drawing. */
export function cleanDrawing(text: string): Drawing | { fault: string } | null {
  const document = new DOMParser().parseFromString(text, "image/svg+xml")
  const root = document.documentElement
  if (document.querySelector("parsererror") || root.localName !== "svg" || root.namespaceURI !== svgNamespace)
    return null
  const leftOut = new Set<string>()
  clean(root, leftOut)
  sizeUp(root)
  const reading = new SvgReading()
  read(root, reading)
  const size = reading.finished()
  if (size === null) return { fault: reading.fault ?? "" }
  return { svg: new XMLSerializer().serializeToString(root), size, leftOut: [...leftOut] }
}

/** Programs leave these for themselves: nobody sees that they are gone. */
const unseen = new Set(["metadata", "script", "animate", "animateTransform", "animateMotion", "set"])

function clean(element: Element, leftOut: Set<string>): void {
  for (const attribute of Array.from(element.attributes)) {
    const { localName, value } = attribute
    const seen = { localName, namespace: attribute.namespaceURI ?? "", value }
    if (isAllowedAttribute(seen)) continue
    const declarations = localName === "style" && seen.namespace === "" ? allowedDeclarations(value) : ""
    if (declarations === "") element.removeAttributeNode(attribute)
    else attribute.value = declarations
  }
  for (const child of Array.from(element.childNodes)) {
    if (child instanceof Element) cleanChild(child, leftOut)
    else if (child.nodeType !== Node.TEXT_NODE && child.nodeType !== Node.CDATA_SECTION_NODE) child.remove()
  }
  if (element.localName === "style") cleanRules(element)
}

function cleanChild(child: Element, leftOut: Set<string>): void {
  const { localName, namespaceURI } = child
  if (isAllowedElement(localName, namespaceURI ?? "")) return clean(child, leftOut)
  if (localName === "a" && namespaceURI === svgNamespace) {
    // A link leads nowhere in a picture; what it is drawn around stays.
    clean(child, leftOut)
    child.replaceWith(...child.childNodes)
    return
  }
  const isForOneProgram = child.hasAttribute("requiredExtensions")
  if (namespaceURI === svgNamespace && !unseen.has(localName) && !isForOneProgram) leftOut.add(localName)
  child.remove()
}

/** The rules as the browser understands them, without those that reach outside. */
function cleanRules(style: Element): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style.textContent ?? "")
  const rules = [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSStyleRule)) return []
    const declarations = allowedDeclarations(rule.style.cssText)
    const whole = `${rule.selectorText} { ${declarations} }`
    return declarations !== "" && isAllowedStyle(whole) ? [whole] : []
  })
  style.textContent = rules.join("\n")
}

function allowedDeclarations(css: string): string {
  return css
    .split(";")
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== "" && isAllowedStyle(declaration))
    .join("; ")
}

/** A size and a field of view: without the one it would be shown at any size, without the other it would not grow with it. */
function sizeUp(root: Element): void {
  const said = (name: string) => root.getAttribute(name)
  const size = svgSize({ width: said("width"), height: said("height"), viewBox: said("viewBox") }) ?? unsized
  if (!root.hasAttribute("viewBox")) root.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`)
  root.setAttribute("width", String(size.width))
  root.setAttribute("height", String(size.height))
}

/** What browsers take for a drawing that says nothing. */
const unsized: SvgSize = { width: 300, height: 150 }

/** Once more as the server will read it. */
function read(element: Element, reading: SvgReading): void {
  reading.opened({
    localName: element.localName,
    namespace: element.namespaceURI ?? "",
    attributes: [...element.attributes].map(({ localName, namespaceURI, value }) => {
      return { localName, namespace: namespaceURI ?? "", value }
    }),
  })
  if (reading.fault !== null) return
  for (const child of element.childNodes) {
    if (child instanceof Element) read(child, reading)
    else reading.text(child.textContent ?? "")
  }
  reading.closed()
}
