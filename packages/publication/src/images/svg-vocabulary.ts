/**
 * What a drawing may be made of: shapes, words, gradients, clips, masks and patterns. Nothing in it runs, moves, or
 * reaches for anything outside of the file. The browser takes out what is not on these lists before it hashes a
 * drawing; the server refuses a drawing in which there still is any.
 */

export const svgNamespace = "http://www.w3.org/2000/svg"
const xlinkNamespace = "http://www.w3.org/1999/xlink"
const xmlNamespace = "http://www.w3.org/XML/1998/namespace"
const xmlnsNamespace = "http://www.w3.org/2000/xmlns/"

/** An attribute as a parser that knows namespaces gives it; `namespace` is "" where it has none. */
export interface SvgAttribute {
  localName: string
  namespace: string
  value: string
}

export function isAllowedElement(localName: string, namespace: string): boolean {
  return namespace === svgNamespace && elements.has(localName)
}

export function isAllowedAttribute({ localName, namespace, value }: SvgAttribute): boolean {
  switch (namespace) {
    case "":
      if (localName === "href") return isOwnReference(value)
      if (localName === "style") return isAllowedStyle(value)
      if (plainAttributes.has(localName) || localName.startsWith("aria-")) return true
      return attributes.has(localName) && isAllowedValue(value)
    case xlinkNamespace:
      return localName === "href" && isOwnReference(value)
    case xmlNamespace:
      return localName === "space" || localName === "lang"
    case xmlnsNamespace:
      return value === svgNamespace || value === xlinkNamespace
    default:
      return false
  }
}

/** A style element or attribute: plain declarations, with no function that could fetch and no way to write one in disguise. */
export function isAllowedStyle(css: string): boolean {
  return !/[\\@<]/.test(css) && isAllowedValue(css)
}

/** The ids that a value points at: `url(#a)`, or `#a` in an `href`. */
export function referencesIn(value: string): string[] {
  if (value.startsWith("#")) return [value.slice(1)]
  return [...value.matchAll(ownUrl)].map(([, id]) => id ?? "")
}

function isOwnReference(value: string): boolean {
  return /^#[^\s#]+$/.test(value)
}

/** Every function in it is known, and every `url()` stays within the file. */
function isAllowedValue(value: string): boolean {
  const rest = value.replace(ownUrl, " ")
  return [...rest.matchAll(/([a-z-]*)\s*\(/gi)].every(([, name]) => functions.has((name ?? "").toLowerCase()))
}

const ownUrl = /url\(\s*(?:["']\s*)?#([^\s"'()]+)\s*(?:["']\s*)?\)/gi

const words = (list: string) => new Set(list.trim().split(/\s+/))

const functions = words(`
  rgb rgba hsl hsla calc matrix translate translatex translatey scale scalex scaley rotate skewx skewy
  rect circle ellipse inset polygon
`)

const elements = words(`
  svg g defs symbol use title desc switch style
  path rect circle ellipse line polyline polygon
  text tspan textPath
  linearGradient radialGradient stop clipPath mask pattern marker
`)

/** Whatever stands in them is a name or words, never a style. */
const plainAttributes = words("id class lang dir role version baseProfile systemLanguage requiredFeatures type media")

const attributes = words(`
  transform transform-origin viewBox preserveAspectRatio
  width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength dx dy rotate textLength lengthAdjust
  startOffset method spacing side offset gradientUnits gradientTransform spreadMethod
  clipPathUnits maskUnits maskContentUnits mask-type patternUnits patternContentUnits patternTransform
  markerUnits markerWidth markerHeight refX refY orient
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-rendering
  direction display dominant-baseline enable-background fill fill-opacity fill-rule
  font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
  marker marker-end marker-mid marker-start mask mix-blend-mode opacity overflow paint-order
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
  unicode-bidi vector-effect visibility white-space word-spacing writing-mode
`)
