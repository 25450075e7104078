import type { CommentKind, Outcome } from "../review/thread.ts"

/** What a column of a table of comments holds; "ignored": what the register has and no comment is made of. */
export const importColumns = [
  "section",
  "paragraph",
  "text",
  "organization",
  "comment",
  "targets",
  "kind",
  "response",
  "outcome",
] as const
export type ImportColumn = (typeof importColumns)[number]

/** As headings are compared: letters and figures alone, without capitals and accents. */
export function lettersOf(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "")
}

/** Headings as registers have them and as people write them, in English, French and Spanish. */
const headings: Record<ImportColumn | "ignored", string> = {
  section:
    "section, chapter, part, section or chapter, chapitre, partie, sección, capítulo, parte, section title, sección o capítulo",
  paragraph:
    "paragraph, para, paragraph no, paragraph number, para no, paragraphs, paragraphe, no de paragraphe, numéro de paragraphe, párrafo, n.º de párrafo, número de párrafo",
  text: "text, original text, current text, draft text, quoted text, quote, passage, wording, words, text commented on, texte, texte original, texte actuel, texte concerné, citation, extrait, texto, texto original, texto actual, cita, fragmento",
  organization:
    "organization, organisation, entity, delegation, country, member state, institution, agency, commenter, commentator, from, submitted by, délégation, pays, entité, état membre, organización, delegación, país, entidad, estado miembro",
  comment:
    "comment, comments, observation, observations, remark, remarks, your comment, your comments, feedback, commentaire, commentaires, remarque, remarques, comentario, comentarios, observación, observaciones",
  targets:
    "targets, target, sdg, sdgs, sdg target, sdg targets, cibles, cible, cible odd, cibles odd, cibles des odd, odd, metas, meta, meta de los ods, metas de los ods, ods",
  kind: "kind, type, type of comment, comment type, nature, category, type de commentaire, catégorie, tipo, tipo de comentario, categoría",
  response:
    "response, responses, reply, answer, response by the secretariat, response of the secretariat, réponse, réponses, réponse du secrétariat, respuesta, respuestas, respuesta de la secretaría",
  outcome: "outcome, decision, disposition, suite, suite donnée, décision, résultat, resultado, decisión",
  ignored:
    "version, versión, person, name, author, date, state, status, assigned to, due, link, personne, nom, auteur, état, attribué à, échéance, lien, persona, nombre, autor, fecha, estado, asignado a, vence, enlace, no, n°, nº, number, numéro, número",
}

export const columnWords: ReadonlyMap<string, ImportColumn | "ignored"> = new Map(
  Object.entries(headings).flatMap(([column, words]) =>
    words.split(", ").map((one) => [lettersOf(one), column as ImportColumn | "ignored"] as const),
  ),
)

export const kindWords: ReadonlyMap<string, CommentKind> = byWord({
  editorial: "editorial, rédactionnel, de redacción, editorial change, forme, de forma",
  substantive: "substantive, de fond, de fondo, substance, fond, fondo, sustantivo",
  factual: "factual, factuel, sobre los hechos, fact, fait, hecho",
  question: "question, pregunta, query",
})

/** The kinds as a register writes them below a comment. */
export const kindLines = lettersIn(
  "editorial, substantive, factual, question, rédactionnel, de fond, factuel, de redacción, de fondo, sobre los hechos, pregunta",
)

export const outcomeWords: ReadonlyMap<string, Outcome> = byWord({
  accepted: "accepted, accepté, aceptado, agreed, acceptée, aceptada",
  "accepted-in-part": "accepted in part, accepté en partie, aceptado en parte, partly accepted, partially accepted",
  noted: "noted, pris note, se toma nota, note",
  "not-taken-up": "not taken up, non retenu, no recogido, rejected, not accepted, rejeté, rechazado",
})

/** Said in the place of words: that the comment is on the section as a whole. */
export const wholeWords = lettersIn(
  "section as a whole, ensemble de la section, sección en su conjunto, general, général",
)
/** Said before words: that they are gone from the text. */
export const removedWords = lettersIn("text removed, texte supprimé, texto eliminado")
export const generalWords = lettersIn(
  "general comments, general comment, general, commentaires généraux, commentaire général, comentarios generales, comentario general, generalities, généralités",
)
export const gapWords = lettersIn("gap, gap no target, lacune, lacune aucune cible, vacío, vacío ninguna meta")

function lettersIn(words: string): ReadonlySet<string> {
  return new Set(words.split(", ").map(lettersOf))
}

function byWord<T extends string>(words: Record<T, string>): ReadonlyMap<string, T> {
  return new Map(
    (Object.entries(words) as [T, string][]).flatMap(([one, said]) =>
      said.split(", ").map((word) => [lettersOf(word), one] as const),
    ),
  )
}
