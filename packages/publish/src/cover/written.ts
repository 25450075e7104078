/** The direction of what somebody wrote: that of its first letter; of a text without letters that of what is around it. */
export function directionIn(text: string, around: "ltr" | "rtl"): "ltr" | "rtl" {
  const [first] = /\p{L}/u.exec(text) ?? []
  if (first === undefined) return around
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first) ? "rtl" : "ltr"
}
