/**
 * Keeps React from asking where the selection is. With each commit it does so while a text has the focus, to put the selection
 * back if the commit moves it, and goes through all nodes of the text to count the place: with 300 pages that takes longer
 * than everything else a letter costs. It has no hand in this text, and the editor minds the selection. React goes by the
 * property `contentEditable`, browsers and Lexical by the attribute.
 */
export function keepSelectionUnread(text: HTMLElement): void {
  Object.defineProperty(text, "contentEditable", {
    configurable: true,
    get: () => "inherit",
    set: (value: string) => {
      text.setAttribute("contenteditable", value)
    },
  })
}
