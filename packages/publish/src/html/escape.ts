/** Text as HTML takes it, without the control characters that it does not allow. */
export function escaped(text: string): string {
  return text.replace(forbidden, "").replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

const forbidden =
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** An element; attributes without a value are left out. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...inner: readonly string[]
): string {
  const said = Object.entries(attributes).map(([name, value]) =>
    value === undefined ? "" : ` ${name}="${escaped(String(value))}"`,
  )
  return `<${tag}${said.join("")}>${inner.join("")}</${tag}>`
}
