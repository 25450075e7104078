/** What may be named in a correction. */
export type Noun =
  | "paragraph"
  | "quotation"
  | "heading"
  | "item"
  | "table"
  | "figure"
  | "footnote"
  | "note"
  | "row"
  | "column"
  | "section"

/** A thing by its number, by its place among others of its kind, or by its words. */
export type Named = { readonly noun: Noun } & (
  | { readonly label: string }
  | { readonly place: number }
  | { readonly words: string }
)

/** How corrections are put in a language. What is quoted comes with its marks. */
export interface Phrases {
  readonly language: string
  readonly corrigendum: string
  readonly quoted: (words: string) => string
  /** At the head of a correction: "paragraph 12", "second paragraph". */
  readonly named: (thing: Named) => string
  /** "Section 4", "Annex A", or the title of one without a number. */
  readonly section: (number: string, title: string) => string
  readonly under: (heading: string) => string
  readonly titlePage: string
  readonly title: string
  readonly caption: string
  readonly credit: string
  /** The words in front of what is wrong and of what is right. */
  readonly forRead: readonly [forWords: string, read: string]
  readonly replaceBy: string
  /** These are followed by what is inserted. */
  readonly insertAfter: (thing: Named) => string
  readonly insertFirst: string
  readonly insert: string
  readonly insertFootnote: (behind: string) => string
  readonly insertReference: (label: string, behind: string) => string
  readonly deleteReference: (label: string, behind: string) => string
  readonly deleteThing: (thing: Named) => string
  readonly deleteWords: (words: string) => string
  readonly deleteCaption: string
  readonly moveAfter: (thing: Named, behind: Named | null) => string
  readonly beginParagraph: (words: string) => string
  readonly joinTo: (thing: Named, before: Named) => string
  readonly correctLooks: (words: string) => string
  readonly correctType: string
  readonly replaceImage: string
  readonly replaceTable: string
  readonly insertText: string
  readonly deleteText: string
  readonly insertSection: (title: string, behind: string | null) => string
  readonly deleteSection: string
  readonly moveSection: (behind: string | null) => string
  readonly renumber: string
  readonly nothing: string
  /** Of the version that is corrected: its title, symbol and date. */
  readonly correctionsTo: (version: string) => string
  /** Of corrigenda that were issued to it before. */
  readonly besides: (earlier: readonly string[]) => string
}

/** A language without phrases of its own has the English ones. */
export function phrasesOf(language: string): Phrases {
  return known[language.split("-")[0] ?? ""] ?? english
}

type Nouns = Readonly<Record<Noun, string>>

const englishNouns: Nouns = {
  paragraph: "paragraph",
  quotation: "quotation",
  heading: "heading",
  item: "item",
  table: "table",
  figure: "figure",
  footnote: "footnote",
  note: "note",
  row: "row",
  column: "column",
  section: "section",
}

const inEnglish = (words: string) => `“${words}”`

function englishName(thing: Named): string {
  const noun = englishNouns[thing.noun]
  if ("label" in thing) return `${noun}\u00A0${thing.label}`
  return "place" in thing ? `${englishOrdinal(thing.place)} ${noun}` : `${noun} ${inEnglish(thing.words)}`
}

function englishThe(thing: Named): string {
  return "label" in thing ? englishName(thing) : `the ${englishName(thing)}`
}

const englishOrdinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]

function englishOrdinal(place: number): string {
  const word = englishOrdinals[place - 1]
  if (word !== undefined) return word
  const isTeen = [11, 12, 13].includes(place % 100)
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th")
  return `${place}${ending}`
}

const english: Phrases = {
  language: "en",
  corrigendum: "Corrigendum",
  quoted: inEnglish,
  named: englishName,
  section: (number, title) => sectionName(number, "section", inEnglish(title)),
  under: (heading) => `under ${inEnglish(heading)}`,
  titlePage: "title page",
  title: "title",
  caption: "caption",
  credit: "source",
  forRead: ["For", "read"],
  replaceBy: "Replace the text with",
  insertAfter: (thing) => `After ${englishThe(thing)}, insert`,
  insertFirst: "At the beginning, insert",
  insert: "Insert",
  insertFootnote: (behind) => `After ${behind}, insert a footnote:`,
  insertReference: (label, behind) => `After ${behind}, insert a reference to footnote ${label}`,
  deleteReference: (label, behind) => `After ${behind}, delete the reference to footnote ${label}`,
  deleteThing: (thing) => `Delete ${englishThe(thing)}`,
  deleteWords: (words) => `Delete ${words}`,
  deleteCaption: "Delete the caption",
  moveAfter: (thing, behind) =>
    `Move ${englishThe(thing)} ${behind === null ? "to the beginning" : `to follow ${englishThe(behind)}`}`,
  beginParagraph: (words) => `Begin a new paragraph with ${words}`,
  joinTo: (thing, before) => `Run ${englishThe(thing)} on from ${englishThe(before)}`,
  correctLooks: (words) => `Correct the formatting of ${words}`,
  correctType: "Correct the formatting of the whole",
  replaceImage: "Replace the image with",
  replaceTable: "Replace the table with",
  insertText: "Insert the text that was to follow",
  deleteText: "Delete the text, which is to follow",
  insertSection: (title, behind) =>
    `${behind === null ? "At the beginning" : `After ${behind}`}, insert the section ${title}`,
  deleteSection: "Delete the section",
  moveSection: (behind) => `Move the section ${behind === null ? "to the beginning" : `to follow ${behind}`}`,
  renumber: "Renumber what follows, and the references to it, accordingly",
  nothing: "The text is the same.",
  correctionsTo: (version) => `Corrections to ${version}`,
  besides: (earlier) =>
    `To be read together with ${listed("en", earlier)}. What was corrected there is not repeated here; places and words are those of the text as corrected.`,
}

const frenchNouns: Nouns = {
  paragraph: "paragraphe",
  quotation: "citation",
  heading: "intertitre",
  item: "point",
  table: "tableau",
  figure: "figure",
  footnote: "note de bas de page",
  note: "note",
  row: "ligne",
  column: "colonne",
  section: "section",
}

/** In French, and in Spanish. */
const feminine = new Set<Noun>(["quotation", "figure", "footnote", "note", "row", "column", "section"])

const inFrench = (words: string) => `«\u00A0${words}\u00A0»`

function frenchName(thing: Named): string {
  const noun = frenchNouns[thing.noun]
  if ("label" in thing) return `${noun}\u00A0${thing.label}`
  if ("words" in thing) return `${noun} ${inFrench(thing.words)}`
  return `${frenchOrdinal(thing.place, feminine.has(thing.noun))} ${noun}`
}

function frenchThe(thing: Named): string {
  const name = frenchName(thing)
  if (thing.noun === "heading" && !("place" in thing)) return `l’${name}`
  return `${feminine.has(thing.noun) ? "la" : "le"} ${name}`
}

const frenchOrdinals = [
  ["premier", "première"],
  ["deuxième", "deuxième"],
  ["troisième", "troisième"],
  ["quatrième", "quatrième"],
  ["cinquième", "cinquième"],
  ["sixième", "sixième"],
  ["septième", "septième"],
  ["huitième", "huitième"],
  ["neuvième", "neuvième"],
  ["dixième", "dixième"],
] as const

function frenchOrdinal(place: number, isFeminine: boolean): string {
  return frenchOrdinals[place - 1]?.[isFeminine ? 1 : 0] ?? `${place}e`
}

const french: Phrases = {
  language: "fr",
  corrigendum: "Rectificatif",
  quoted: inFrench,
  named: frenchName,
  section: (number, title) => sectionName(number, "section", inFrench(title)),
  under: (heading) => `sous ${inFrench(heading)}`,
  titlePage: "page de titre",
  title: "titre",
  caption: "légende",
  credit: "source",
  forRead: ["Au lieu de", "lire"],
  replaceBy: "Remplacer le texte par",
  insertAfter: (thing) => `Après ${frenchThe(thing)}, insérer`,
  insertFirst: "Au début, insérer",
  insert: "Insérer",
  insertFootnote: (behind) => `Après ${behind}, insérer une note de bas de page\u00A0:`,
  insertReference: (label, behind) => `Après ${behind}, insérer un renvoi à la note ${label}`,
  deleteReference: (label, behind) => `Après ${behind}, supprimer le renvoi à la note ${label}`,
  deleteThing: (thing) => `Supprimer ${frenchThe(thing)}`,
  deleteWords: (words) => `Supprimer ${words}`,
  deleteCaption: "Supprimer la légende",
  moveAfter: (thing, behind) =>
    `Placer ${frenchThe(thing)} ${behind === null ? "au début" : `après ${frenchThe(behind)}`}`,
  beginParagraph: (words) => `Commencer un nouveau paragraphe à ${words}`,
  joinTo: (thing, before) => `Joindre ${frenchThe(thing)} à ce qui précède (${frenchName(before)})`,
  correctLooks: (words) => `Corriger la mise en forme de ${words}`,
  correctType: "Corriger la mise en forme de l’ensemble",
  replaceImage: "Remplacer l’image par",
  replaceTable: "Remplacer le tableau par",
  insertText: "Insérer le texte qui était à paraître",
  deleteText: "Supprimer le texte, qui est à paraître",
  insertSection: (title, behind) => `${behind === null ? "Au début" : `Après ${behind}`}, insérer la section ${title}`,
  deleteSection: "Supprimer la section",
  moveSection: (behind) => `Placer la section ${behind === null ? "au début" : `après ${behind}`}`,
  renumber: "Modifier en conséquence la numérotation de ce qui suit et les renvois",
  nothing: "Le texte est le même.",
  correctionsTo: (version) => `Rectifications apportées au document ${version}`,
  besides: (earlier) =>
    `À lire avec ${listed("fr", earlier)}. Les rectifications qui y figurent ne sont pas répétées ici\u00A0; les passages et les mots indiqués sont ceux du texte ainsi rectifié.`,
}

const spanishNouns: Nouns = {
  paragraph: "párrafo",
  quotation: "cita",
  heading: "epígrafe",
  item: "apartado",
  table: "cuadro",
  figure: "figura",
  footnote: "nota de pie de página",
  note: "nota",
  row: "fila",
  column: "columna",
  section: "sección",
}

const inSpanish = (words: string) => `«${words}»`

function spanishName(thing: Named): string {
  const noun = spanishNouns[thing.noun]
  if ("label" in thing) return `${noun}\u00A0${thing.label}`
  if ("words" in thing) return `${noun} ${inSpanish(thing.words)}`
  return `${spanishOrdinal(thing.place, feminine.has(thing.noun))} ${noun}`
}

function spanishThe(thing: Named): string {
  return `${feminine.has(thing.noun) ? "la" : "el"} ${spanishName(thing)}`
}

function spanishOf(thing: Named): string {
  return `de ${spanishThe(thing)}`.replace(/^de el /, "del ")
}

const spanishOrdinals = ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"]

function spanishOrdinal(place: number, isFeminine: boolean): string {
  const stem = spanishOrdinals[place - 1]
  if (stem === undefined) return `${place}.${isFeminine ? "ª" : "º"}`
  if (isFeminine) return `${stem}a`
  // Before a noun, primero and tercero lose their ending.
  return place === 1 || place === 3 ? stem : `${stem}o`
}

const spanish: Phrases = {
  language: "es",
  corrigendum: "Corrección",
  quoted: inSpanish,
  named: spanishName,
  section: (number, title) => sectionName(number, "sección", inSpanish(title)),
  under: (heading) => `bajo ${inSpanish(heading)}`,
  titlePage: "portada",
  title: "título",
  caption: "título del cuadro o la figura",
  credit: "fuente",
  forRead: ["Donde dice", "debe decir"],
  replaceBy: "Sustitúyase el texto por",
  insertAfter: (thing) => `Después ${spanishOf(thing)}, insértese`,
  insertFirst: "Al comienzo, insértese",
  insert: "Insértese",
  insertFootnote: (behind) => `Después de ${behind}, insértese una nota de pie de página:`,
  insertReference: (label, behind) => `Después de ${behind}, insértese una llamada a la nota ${label}`,
  deleteReference: (label, behind) => `Después de ${behind}, suprímase la llamada a la nota ${label}`,
  deleteThing: (thing) => `Suprímase ${spanishThe(thing)}`,
  deleteWords: (words) => `Suprímase ${words}`,
  deleteCaption: "Suprímase el título",
  moveAfter: (thing, behind) =>
    `Trasládese ${spanishThe(thing)} ${behind === null ? "al comienzo" : `a continuación ${spanishOf(behind)}`}`,
  beginParagraph: (words) => `Comiéncese un nuevo párrafo en ${words}`,
  joinTo: (thing, before) => `Únase ${spanishThe(thing)} a lo que precede (${spanishName(before)})`,
  correctLooks: (words) => `Corríjase el formato de ${words}`,
  correctType: "Corríjase el formato del conjunto",
  replaceImage: "Sustitúyase la imagen por",
  replaceTable: "Sustitúyase el cuadro por",
  insertText: "Insértese el texto que estaba pendiente",
  deleteText: "Suprímase el texto, que queda pendiente",
  insertSection: (title, behind) =>
    `${behind === null ? "Al comienzo" : `Después de ${behind}`}, insértese la sección ${title}`,
  deleteSection: "Suprímase la sección",
  moveSection: (behind) => `Trasládese la sección ${behind === null ? "al comienzo" : `después de ${behind}`}`,
  renumber: "Modifíquense en consecuencia la numeración de lo que sigue y las remisiones",
  nothing: "El texto es el mismo.",
  correctionsTo: (version) => `Correcciones al documento ${version}`,
  besides: (earlier) =>
    `Léase junto con ${listed("es", earlier)}. Las correcciones que allí figuran no se repiten aquí; los pasajes y las palabras que se indican son los del texto así corregido.`,
}

function listed(language: string, names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names)
}

/** The number of an annex says what it is. */
function sectionName(number: string, noun: string, title: string): string {
  if (number === "") return title
  return /^\p{L}{2,}/u.test(number) ? number : `${noun}\u00A0${number}`
}

const known: Readonly<Record<string, Phrases>> = { en: english, fr: french, es: spanish }
