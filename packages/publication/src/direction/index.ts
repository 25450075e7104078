const rightToLeft = new Set(["ar", "arc", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])

/** How a text in this language runs, by its tag (BCP 47). */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.split("-")[0] ?? "") ? "rtl" : "ltr"
}
