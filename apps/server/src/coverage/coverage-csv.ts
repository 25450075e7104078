import { flatOutline, gap, outline, type OutlineNode, type Publication } from "@codraft/publication"
import { type Coverage, linkKinds, type Marks, type TargetCoverage } from "@codraft/publication/coverage"
import { goalLabel, targetByCode, targetLabel } from "@codraft/publication/targets"
import { csvOfRows } from "../csv.ts"

export type CsvLanguage = "en" | "fr" | "es"
/** What stands beside the targets; or themes of the workshops beside sections. */
export type CsvView = "section" | "organization" | "theme"

/** The first row, and the words of cells. */
const words: Record<CsvLanguage, Record<string, string>> = {
  en: {
    target: "Target",
    label: "Short wording",
    goal: "Goal",
    goalName: "Name of goal",
    relation: "Relation to migration",
    direct: "direct",
    related: "related",
    drafted: "Drafted",
    yes: "yes",
    no: "no",
    gap: "Gap: no target",
    sdg: "SDG",
    section: "Section",
    whole: "Publication as a whole",
    organization: "Organization",
    outline: "Outline",
    text: "Named in the text",
    open: "Open comments",
    answered: "Answered comments",
    resolved: "Resolved comments",
    workshop: "Workshop",
    theme: "Theme",
  },
  fr: {
    target: "Cible",
    label: "Libellé court",
    goal: "Objectif",
    goalName: "Nom de l’objectif",
    relation: "Lien avec la migration",
    direct: "direct",
    related: "connexe",
    drafted: "Rédigée",
    yes: "oui",
    no: "non",
    gap: "Lacune : aucune cible",
    sdg: "ODD",
    section: "Section",
    whole: "Ensemble de la publication",
    organization: "Organisation",
    outline: "Plan",
    text: "Citée dans le texte",
    open: "Commentaires ouverts",
    answered: "Commentaires ayant reçu une réponse",
    resolved: "Commentaires réglés",
    workshop: "Atelier",
    theme: "Thème",
  },
  es: {
    target: "Meta",
    label: "Enunciado breve",
    goal: "Objetivo",
    goalName: "Nombre del objetivo",
    relation: "Relación con la migración",
    direct: "directa",
    related: "conexa",
    drafted: "Redactada",
    yes: "sí",
    no: "no",
    gap: "Laguna: ninguna meta",
    sdg: "ODS",
    section: "Sección",
    whole: "Publicación en su conjunto",
    organization: "Organización",
    outline: "Índice",
    text: "Citada en el texto",
    open: "Comentarios abiertos",
    answered: "Comentarios respondidos",
    resolved: "Comentarios resueltos",
    workshop: "Taller",
    theme: "Tema",
  },
}

interface Sheet {
  readonly map: Coverage
  /** As its reader sees it. */
  readonly shown: Publication
  readonly view: CsvView
  readonly language: CsvLanguage
}

/** One line for each pair that has something, and one for whatever has nothing: empty is not zero. */
export function coverageCsv(sheet: Sheet): Uint8Array<ArrayBuffer> {
  return csvOfRows(sheet.view === "theme" ? themeRows(sheet) : targetRows(sheet))
}

function targetRows({ map, shown, view, language }: Sheet): string[][] {
  const say = (word: string): string => words[language][word] ?? word
  const head = ["target", "label", "goal", "goalName", "relation", "drafted"].map(say)
  const columns = view === "section" ? sectionColumns(shown, say("whole")) : organizationColumns(shown, language)
  const rows = inParts(map.targets).flatMap((target) => {
    const cells: Record<string, Marks> = view === "section" ? target.sections : target.organizations
    const about = aboutTarget(target, language, say)
    const filled = columns.flatMap(({ key, name }) => {
      const marks = cells[key]
      return marks === undefined ? [] : [[...about, name, ...countsOf(marks)]]
    })
    return filled.length > 0 ? filled : [[...about, "", ...countsOf({})]]
  })
  return [[...head, say(view), ...linkKinds.map(say)], ...rows]
}

function themeRows({ shown, language }: Sheet): string[][] {
  const say = (word: string): string => words[language][word] ?? word
  const nodes = flatOutline(outline(shown))
  const rows = shown.themes.flatMap(({ id, workshop, label }) => {
    const about = [shown.workshops.find((one) => one.id === workshop)?.name ?? workshop, label]
    const filed = nodes.filter(({ section }) => section.themes.includes(id))
    return filed.length > 0 ? filed.map((node) => [...about, numbered(node)]) : [[...about, ""]]
  })
  return [["workshop", "theme", "section"].map(say), ...rows]
}

function aboutTarget(
  { code, relation, isDrafted }: TargetCoverage,
  language: CsvLanguage,
  say: (word: string) => string,
): string[] {
  if (code === gap) return ["", say("gap"), "", "", "", ""]
  const goal = targetByCode(code)?.goal ?? ""
  // NOTE: a spreadsheet takes a bare 8.10 for the number 8.1.
  const about = [`${say("sdg")} ${code}`, targetLabel(code, language).text, goal, goalLabel(goal, language).text]
  return [...about, relation === null ? "" : say(relation), say(isDrafted ? "yes" : "no")]
}

/** Direct targets, then related ones, then the others, then what fits none. */
function inParts(targets: readonly TargetCoverage[]): TargetCoverage[] {
  const part = ({ code, relation }: TargetCoverage) =>
    code === gap ? 3 : relation === "direct" ? 0 : relation === "related" ? 1 : 2
  return targets.toSorted((a, b) => part(a) - part(b))
}

interface Column {
  readonly key: string
  readonly name: string
}

function sectionColumns(shown: Publication, whole: string): Column[] {
  const sections = flatOutline(outline(shown)).map((node) => ({ key: node.section.id, name: numbered(node) }))
  return [{ key: shown.id, name: whole }, ...sections]
}

function numbered({ number, annexLetter, depth, section }: OutlineNode): string {
  return `${annexLetter !== null && depth === 0 ? annexLetter : number} ${section.title}`
}

/** In the order of their names in the language. */
function organizationColumns(shown: Publication, language: CsvLanguage): Column[] {
  return Object.values(shown.organizations)
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .map(({ id, name }) => ({ key: id, name }))
}

function countsOf(marks: Marks): string[] {
  return linkKinds.map((kind) => (marks[kind] === undefined ? "" : String(marks[kind])))
}
