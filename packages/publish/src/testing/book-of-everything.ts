import { bookOf } from "../book/index.ts"
import type { Book, BookBlock, BookCell, BookInline, BookPart, BookTable } from "../book/index.ts"
import { barsPicture, drawing, type Picture } from "./pictures.ts"
import { sampleVersion } from "./sample-version.ts"

export const pictures: readonly Picture[] = [barsPicture(), drawing()]

export function bytesOf({ blob }: { readonly blob: string }): Uint8Array {
  const picture = pictures.find(({ file }) => file.blob === blob)
  if (picture === undefined) throw new TypeError(`No picture ${blob}`)
  return picture.bytes
}

/** A book that has one of everything that a page can show, with the hard cases of each. */
export function bookOfEverything(): Book {
  const sample = bookOf(sampleVersion(["s12"]))
  return {
    ...sample,
    parts: [texts(), structures(), tables(), wide(), figures(), states(), french(), arabic(), toFollow(), annex()],
  }
}

export function words(text: string, more: Partial<Extract<BookInline, { type: "text" }>> = {}): BookInline {
  return { type: "text", text, ...more }
}

export function paragraph(...content: (BookInline | string)[]): BookBlock {
  return { type: "paragraph", content: content.map((part) => (typeof part === "string" ? words(part) : part)) }
}

function numbered(number: string, id: string, ...content: (BookInline | string)[]): BookBlock {
  return { ...paragraph(...content), type: "paragraph", number, id } as BookBlock
}

function heading(
  level: 1 | 2 | 3 | 4,
  text: string,
  more: { number?: string; id?: string; rank?: number } = {},
): BookBlock {
  return { type: "heading", level, rank: level + 1, ...more, content: [words(text)] }
}

export function part(id: string, number: string, title: string, more: Partial<BookPart> = {}): BookPart {
  return {
    id,
    number,
    title,
    depth: 0,
    isAnnex: false,
    language: "en",
    dir: "ltr",
    isToFollow: false,
    viewsOf: null,
    blocks: [],
    notes: [],
    ...more,
  }
}

export function note(index: number): BookInline {
  return { type: "note", of: "part", note: index, label: String(index + 1) }
}

function tableNote(index: number): BookInline {
  return { type: "note", of: "table", note: index, label: "abcdef"[index] ?? "?" }
}

const long =
  "Countries agreed in 2015 on one agenda for people, planet and prosperity, and for the first time migration was part of it from the start. The workshops of the International Dialogue on Migration asked how progress can be followed and reviewed, by whom, and with which data; and what a first review can honestly say about a matter in which few figures exist and fewer can be compared."

function texts(): BookPart {
  return part(
    "texts",
    "1",
    "Follow-up and review of the migration-related targets: what one year can and cannot show",
    {
      blocks: [
        numbered("1.", "n1", long, note(0)),
        numbered(
          "2.",
          "n2",
          "A paragraph with ",
          words("bold", { bold: true }),
          ", ",
          words("italic", { italic: true }),
          ", ",
          words("both", { bold: true, italic: true }),
          ", ",
          words("underlined", { underline: true }),
          ", ",
          words("struck", { strikethrough: true }),
          " words, H",
          words("2", { subscript: true }),
          "O and m",
          words("2", { superscript: true }),
          ", a reference to ",
          { type: "reference", words: "paragraph\u00A01", to: "n1" },
          ", one to ",
          { type: "reference", words: "table\u00A01", to: "t1" },
          ", one that leads nowhere, [paragraph\u00A0?], and a ",
          {
            type: "link",
            url: "https://sustainabledevelopment.un.org/sdg10",
            content: [{ type: "text", text: "link to the page of Goal 10" }],
          },
          ".",
        ),
        heading(1, "One Agenda, many entry points", { number: "A.", id: "h1" }),
        numbered("3.", "n3", long, note(1), " ", long),
        heading(2, "Targets that name migration", { number: "1." }),
        paragraph(
          'Greek Ελληνικά, Cyrillic Москва и Київ, Vietnamese Tiếng Việt, signs: ≥ 10 ≤ 20 → ± × − ‰ ☐ ✓ “quoted” ‘so’ … and #read("/etc/passwd") *not markup* _at all_ $x^2$ <label> @ref // no comment.',
        ),
        paragraph(
          "In Arabic ",
          words("الهجرة في خطة عام 2030 (الهدف 10-7)", { language: "ar", dir: "rtl" }),
          " and in French ",
          words("« les migrations dans le Programme de développement durable »", { language: "fr", dir: "ltr" }),
          " within an English line, then on.",
        ),
        heading(3, "A heading of the third level", { number: "(a)" }),
        paragraph("A line that is broken", { type: "break" }, "where its writer wished."),
        heading(4, "A heading of the fourth level"),
        {
          type: "quote",
          content: [
            words(
              "Facilitate orderly, safe, regular and responsible migration and mobility of people, including through the implementation of planned and well-managed migration policies.",
            ),
            note(2),
          ],
        },
        paragraph("The same note is referred to twice", note(1), ". ", long),
        paragraph(),
        heading(1, "Paragraphs in plenty", { number: "B." }),
        ...Array.from({ length: 9 }, (_, i) => numbered(`${i + 4}.`, `n${i + 4}`, long, " ", long)),
      ],
      notes: [
        {
          label: "1",
          content: [
            words("General Assembly resolution 70/1, annex. See "),
            {
              type: "link",
              url: "https://www.un.org/ga/search/view_doc.asp?symbol=A/RES/70/1",
              content: [
                { type: "text", text: "https://www.un.org/ga/search/view_doc.asp?symbol=A/RES/70/1&Lang=E&Area=UNDOC" },
              ],
            },
            words("."),
          ],
        },
        { label: "2", content: [words("Ibid., "), words("para. 29", { italic: true }), words(". "), words(long)] },
        { label: "3", content: [words("Target 10.7.")] },
      ],
    },
  )
}

function structures(): BookPart {
  const items = (marks: string[], text: string) => marks.map((mark) => ({ mark, content: [words(text)], lists: [] }))
  return part("structures", "2", "Lists", {
    viewsOf: "The Economist Intelligence Unit",
    blocks: [
      paragraph("Bullets, three levels deep:"),
      {
        type: "list",
        ordered: false,
        items: [
          {
            mark: "•",
            content: [words(long)],
            lists: [
              {
                type: "list",
                ordered: false,
                items: [
                  {
                    mark: "–",
                    content: [
                      words(
                        "Second level, with words enough that they need another line to be said in full, as happens.",
                      ),
                    ],
                    lists: [{ type: "list", ordered: false, items: items(["◦", "◦"], "Third level") }],
                  },
                ],
              },
            ],
          },
          ...items(["•", "•"], "First level"),
        ],
      },
      paragraph("Letters, then small roman numerals, which go on in the next list:"),
      {
        type: "list",
        ordered: true,
        items: [
          {
            mark: "(a)",
            id: "item-a",
            content: [words(long)],
            lists: [{ type: "list", ordered: true, items: items(["(i)", "(ii)", "(iii)", "(iv)"], "Subparagraph") }],
          },
          ...items(
            ["(b)", "(c)"],
            "Another subparagraph of some length, so that its second line shows where the text hangs when it is long enough to need one",
          ),
        ],
      },
      paragraph("As ", { type: "reference", words: "paragraph (a)", to: "item-a" }, " says:"),
      { type: "list", ordered: true, items: items(["9.", "10.", "11."], "Numbers that begin at nine") },
    ],
  })
}

export function cell(text: string, more: Partial<BookCell> = {}): BookCell {
  return { columnSpan: 1, rowSpan: 1, align: "start", blocks: text === "" ? [] : [paragraph(text)], ...more }
}

function head(text: string, more: Partial<BookCell> = {}): BookCell {
  return cell(text, { header: "column", ...more })
}

function even(columns: number): number[] {
  return Array.from({ length: columns }, () => 1 / columns)
}

function tables(): BookPart {
  const cost: BookTable = {
    type: "table",
    id: "t1",
    number: "Table 1.",
    caption: { content: [words("Cost of sending remittances, in per cent of the amount sent"), note(0)] },
    columns: 4,
    widths: even(4),
    headRows: 2,
    rows: [
      {
        cells: [
          head("Country", { rowSpan: 2 }),
          head("Per cent", { columnSpan: 2 }),
          head("Status", { rowSpan: 2, blocks: [{ type: "paragraph", content: [words("Status"), tableNote(1)] }] }),
        ],
      },
      { cells: [head("2015", { align: "end" }), head("2016", { align: "end" })] },
      ...(
        [
          ["Bangladesh", "4", "3.95", "illustrative"],
          ["Costa Rica", "6.5", "…", "illustrative"],
          ["Republic of Moldova", "10.25", "1,009.1", "provisional"],
          [
            "the former Yugoslav Republic of Macedonia",
            "–",
            "5",
            "no value was received, and the cell says why in words that need a second line",
          ],
        ] as const
      ).map(([country, a, b, status], i) => ({
        cells: [
          cell(country, {
            header: "row",
            ...(i === 1 ? { blocks: [{ type: "paragraph" as const, content: [words(country), tableNote(0)] }] } : {}),
          }),
          cell(a, { align: "end" as const }),
          cell(b, { align: "end" as const }),
          cell(status),
        ],
      })),
    ],
    notes: [
      {
        label: "a",
        content: [
          words("Estimate of the World Bank, see "),
          { type: "reference", words: "paragraph\u00A01", to: "n1" },
          words("."),
        ],
      },
      { label: "b", content: [words("As reported by the State.")] },
    ],
  }
  const longTable: BookTable = {
    type: "table",
    id: "t2",
    number: "Table 2.",
    caption: {
      content: [
        words(
          "Measures by State, a table that goes on over several pages and whose caption is so long that it needs two lines to be said",
        ),
      ],
    },
    columns: 3,
    widths: [0.22, 0.18, 0.6],
    headRows: 1,
    rows: [
      {
        cells: [
          head("State"),
          head("Target"),
          cell("Measure", { header: "column", blocks: [{ type: "paragraph", content: [words("Measure"), note(1)] }] }),
        ],
      },
      ...Array.from({ length: 60 }, (_, i) => ({
        cells: [
          cell(`State ${i + 1}`),
          cell("10.7, 8.8"),
          cell(i % 7 === 0 ? long : "A plan that ties newcomers to local councils, reported every year."),
        ],
      })),
    ],
    notes: [{ label: "a", content: [words("A note that closes the table.")] }],
  }
  return part("tables", "3", "Tables", {
    blocks: [
      paragraph(long),
      cost,
      paragraph("Text behind the table. ", long),
      longTable,
      paragraph("Text behind the long table."),
    ],
    notes: [
      { label: "1", content: [words("World Bank, 2016.")] },
      { label: "2", content: [words("A footnote in a head row, which repeats.")] },
    ],
  })
}

/** A table of so many rows and columns, in its own section. */
export function wideTable(rows: number, columns: number): BookTable {
  return {
    type: "table",
    id: `wide-${columns}`,
    number: "Table 3.",
    caption: { content: [words("Indicators by State and year")] },
    columns,
    widths: even(columns),
    headRows: 1,
    rows: [
      {
        cells: [
          head("State or area"),
          ...Array.from({ length: columns - 1 }, (_, i) => head(String(2005 + i), { align: "end" })),
        ],
      },
      ...Array.from({ length: rows }, (_, r) => ({
        cells: [
          cell(`State number ${r + 1}`, { header: "row" }),
          ...Array.from({ length: columns - 1 }, (_, c) =>
            cell((((r * 37 + c * 11) % 9000) / 10).toFixed(c % 3 === 0 ? 0 : 1), { align: "end" }),
          ),
        ],
      })),
    ],
    notes: [],
  }
}

function wide(): BookPart {
  return part("wide", "3.1", "A table of 200 rows and 12 columns", {
    depth: 1,
    blocks: [
      paragraph(long),
      heading(1, "A heading that goes with its table", { rank: 3 }),
      wideTable(200, 12),
      paragraph("Upright again. ", long),
    ],
  })
}

function figures(): BookPart {
  const [bars, drawn] = pictures
  return part("figures", "4", "Figures", {
    blocks: [
      paragraph(long),
      {
        type: "figure",
        id: "f1",
        ...(bars ? { file: bars.file } : {}),
        alt: "Eight bars, each higher than the one before.",
        isDecorative: false,
        width: 0.8,
        number: "Figure 1.",
        caption: { content: [words("Remittances, 2008–2015")] },
        credit: "Source: sample data.",
      },
      paragraph("A drawing, without number and caption:"),
      {
        type: "figure",
        ...(drawn ? { file: drawn.file } : {}),
        alt: "A draft becomes a version.",
        isDecorative: false,
        width: 0.6,
      },
      { type: "figure", ...(bars ? { file: bars.file } : {}), alt: "", isDecorative: true, width: 0.2 },
      paragraph("An image that is gone:"),
      {
        type: "figure",
        alt: "A map of the region.",
        isDecorative: false,
        width: 0.5,
        number: "Figure 2.",
        caption: { content: [words("A map that nobody has")] },
      },
    ],
  })
}

function states(): BookPart {
  return part("states", "4.1", "A section below a chapter", {
    depth: 1,
    blocks: [paragraph(long), heading(1, "Within it", { rank: 3 }), paragraph(long)],
  })
}

function french(): BookPart {
  return part("french", "4.2", "Texte d’un État : ce qu’il a fait", {
    depth: 1,
    language: "fr",
    blocks: [
      paragraph(
        "Le texte d’essai décrit un tableau de bord commun\u202F: « chaque administration y inscrit ses mesures liées à la cible 10.7 »\u202F; qui peut les lire\u202F? Les États, à 12\u202F000 exemplaires\u00A0%.",
      ),
      paragraph(long),
    ],
  })
}

function arabic(): BookPart {
  const ar =
    "يصف هذا النص المغربي خطة تجمع خدمات الصحة والتعليم والوثائق في برنامج واحد، وتُنشر حصيلة الخطة مرة كل سنة، وتشير إلى الغاية 10.2 وإلى الغاية 3.8 من أهداف التنمية المستدامة."
  return part("arabic", "5", "المغرب: تدابير وطنية", {
    language: "ar",
    dir: "rtl",
    blocks: [
      { ...paragraph(ar, { type: "note", of: "part", note: 0, label: "١" }), number: "١." } as BookBlock,
      heading(1, "عنوان من المستوى الأول"),
      paragraph(
        ar,
        " ",
        words("Migration Governance Index (MGI)", { language: "en", dir: "ltr" }),
        " ثم يستمر النص. ",
        ar,
      ),
      {
        type: "list",
        ordered: true,
        items: [
          { mark: "(أ)", content: [words(ar)], lists: [] },
          { mark: "(ب)", content: [words("بند ثان قصير")], lists: [] },
        ],
      },
      {
        type: "table",
        number: "الجدول ١.",
        caption: { content: [words("جدول بالعربية")] },
        columns: 3,
        widths: even(3),
        headRows: 1,
        rows: [
          { cells: [head("الدولة"), head("٢٠١٥", { align: "end" }), head("الحالة")] },
          { cells: [cell("المغرب"), cell("٤٫٥", { align: "end" }), cell("مؤقت")] },
          { cells: [cell("غانا"), cell("١٢", { align: "end" }), cell("نهائي")] },
        ],
        notes: [],
      },
    ],
    notes: [{ label: "١", content: [words("حاشية باللغة العربية، مع إشارة إلى A/RES/70/1.")] }],
  })
}

function toFollow(): BookPart {
  return part("follow", "6", "What international organizations can contribute", { isToFollow: true })
}

function annex(): BookPart {
  return part("annex", "Annex A", "Agenda of the workshops", { isAnnex: true, blocks: [paragraph(long)] })
}
