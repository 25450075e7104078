import { AlignmentType, BorderStyle, type IStylesOptions } from "docx"
import type { CoverLetter } from "../cover/index.ts"
import { wordTag } from "./languages.ts"
import { display, ink, spaced, style, text } from "./styles.ts"

/** How a letter looks; a template of the house can take its place by the names of the styles. */
export function letterStylesOf({ language, dir }: Pick<CoverLetter, "language" | "dir">): IStylesOptions {
  const arabic = dir === "rtl" ? language : "ar"
  return {
    default: {
      document: {
        run: {
          ...text(21),
          color: ink.text,
          language: { value: wordTag(language), bidirectional: wordTag(arabic) },
        },
        paragraph: { spacing: spaced(264) },
      },
      heading1: {
        run: { ...display(24), bold: true, color: ink.text },
        paragraph: { keepNext: true, keepLines: true, outlineLevel: 0, spacing: spaced(252, 480, 280) },
      },
      heading2: {
        run: { ...display(20), bold: true, color: ink.accent },
        paragraph: { keepNext: true, keepLines: true, outlineLevel: 1, spacing: spaced(252, 280, 100) },
      },
      hyperlink: { run: { color: "1F4E8C", underline: {} } },
    },
    paragraphStyles: [
      style(
        "Letterhead",
        "Letterhead",
        { ...display(26), bold: true, color: ink.accent },
        {
          border: { bottom: { style: BorderStyle.SINGLE, size: 14, space: 6, color: ink.accent } },
          spacing: spaced(252, 0, 360),
        },
      ),
      style("LetterDate", "Letter Date", display(19), { alignment: AlignmentType.END, spacing: spaced(252, 0, 40) }),
      style("Addressee", "Addressee", {}, { spacing: spaced(252, 0, 20) }),
      {
        ...style("AddresseeFirst", "Addressee First Line", {}, { spacing: spaced(252, 160, 20) }),
        basedOn: "Addressee",
        next: "Addressee",
      },
      style("Salutation", "Salutation", {}, { spacing: spaced(264, 0, 160) }),
      style("BodyText", "Body Text", {}, { spacing: spaced(276, 0, 160) }),
      style("TableText", "Table Text", display(18), { spacing: spaced(240, 20, 20) }),
      style(
        "TableHead",
        "Table Heading",
        { ...display(18), bold: true },
        { keepNext: true, spacing: spaced(240, 20, 20) },
      ),
      style("Packed", "Packed", { ...display(17), color: ink.quiet }, { spacing: spaced(252, 160, 320) }),
      style("Closing", "Closing", {}, { keepNext: true, keepLines: true, spacing: spaced(264, 0, 400) }),
      style("Contact", "Contact", {}, { keepNext: true, keepLines: true, spacing: spaced(252, 0, 20) }),
      style("Footer", "footer", { ...display(17), color: ink.quiet }, { alignment: AlignmentType.END }),
    ],
  }
}
