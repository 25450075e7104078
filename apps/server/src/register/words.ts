import type { CommentKind, Outcome, ThreadState } from "@codraft/publication"
import { z } from "zod"

/** The languages in which a table of comments is handed round: those of the interface. */
export const SheetLanguageSchema = z.enum(["en", "fr", "es"])
export type SheetLanguage = z.infer<typeof SheetLanguageSchema>

export interface SheetWords {
  title: string
  columns: Record<
    "section" | "paragraph" | "text" | "organization" | "author" | "date" | "comment" | "targets" | "kind",
    string
  > &
    Record<"response" | "outcome" | "state" | "assignee" | "due" | "link", string>
  kinds: Record<CommentKind, string>
  states: Record<ThreadState, string>
  outcomes: Record<Outcome, string>
  general: string
  annex: string
  noSection: string
  removed: string
  onSection: string
  gap: string
  none: string
  /** Said under the title, of so many. */
  count: (shown: number, all: number) => string
  page: readonly [before: string, between: string]
  goesOn: string
}

const en: SheetWords = {
  title: "Register of comments",
  columns: {
    section: "Section",
    paragraph: "Paragraph",
    text: "Text",
    organization: "Organization",
    author: "Person",
    date: "Date",
    comment: "Comment",
    targets: "Targets",
    kind: "Kind",
    response: "Response",
    outcome: "Outcome",
    state: "State",
    assignee: "Assigned to",
    due: "Due",
    link: "Link",
  },
  kinds: { editorial: "Editorial", substantive: "Substantive", factual: "Factual", question: "Question" },
  states: { open: "Open", answered: "Answered", resolved: "Resolved", withdrawn: "Withdrawn" },
  outcomes: {
    accepted: "Accepted",
    "accepted-in-part": "Accepted in part",
    noted: "Noted",
    "not-taken-up": "Not taken up",
  },
  general: "General comments",
  annex: "Annex",
  noSection: "Section that is no longer in the outline",
  removed: "Text removed",
  onSection: "Section as a whole",
  gap: "Gap: no target",
  none: "There are no comments here.",
  count: (shown, all) => (shown === all ? `${all} comments` : `${shown} of ${all} comments (filtered)`),
  page: ["Page ", " of "],
  goesOn: "… (shortened; the whole of it is at the link)",
}

const fr: SheetWords = {
  title: "Registre des commentaires",
  columns: {
    section: "Section",
    paragraph: "Paragraphe",
    text: "Texte",
    organization: "Organisation",
    author: "Personne",
    date: "Date",
    comment: "Commentaire",
    targets: "Cibles",
    kind: "Type",
    response: "Réponse",
    outcome: "Suite donnée",
    state: "État",
    assignee: "Attribué à",
    due: "Échéance",
    link: "Lien",
  },
  kinds: { editorial: "Rédactionnel", substantive: "De fond", factual: "Factuel", question: "Question" },
  states: { open: "Ouvert", answered: "Avec réponse", resolved: "Réglé", withdrawn: "Retiré" },
  outcomes: {
    accepted: "Accepté",
    "accepted-in-part": "Accepté en partie",
    noted: "Pris note",
    "not-taken-up": "Non retenu",
  },
  general: "Commentaires généraux",
  annex: "Annexe",
  noSection: "Section qui n’est plus dans le plan",
  removed: "Texte supprimé",
  onSection: "Ensemble de la section",
  gap: "Lacune : aucune cible",
  none: "Il n’y a aucun commentaire ici.",
  count: (shown, all) => (shown === all ? `${all} commentaires` : `${shown} commentaires sur ${all} (liste filtrée)`),
  page: ["Page ", " sur "],
  goesOn: "… (abrégé ; texte intégral à l’adresse indiquée)",
}

const es: SheetWords = {
  title: "Registro de comentarios",
  columns: {
    section: "Sección",
    paragraph: "Párrafo",
    text: "Texto",
    organization: "Organización",
    author: "Persona",
    date: "Fecha",
    comment: "Comentario",
    targets: "Metas",
    kind: "Tipo",
    response: "Respuesta",
    outcome: "Resultado",
    state: "Estado",
    assignee: "Asignado a",
    due: "Vence",
    link: "Enlace",
  },
  kinds: { editorial: "De redacción", substantive: "De fondo", factual: "Sobre los hechos", question: "Pregunta" },
  states: { open: "Abierto", answered: "Respondido", resolved: "Resuelto", withdrawn: "Retirado" },
  outcomes: {
    accepted: "Aceptado",
    "accepted-in-part": "Aceptado en parte",
    noted: "Se toma nota",
    "not-taken-up": "No recogido",
  },
  general: "Comentarios generales",
  annex: "Anexo",
  noSection: "Sección que ya no está en el índice",
  removed: "Texto eliminado",
  onSection: "Sección en su conjunto",
  gap: "Vacío: ninguna meta",
  none: "Aquí no hay comentarios.",
  count: (shown, all) => (shown === all ? `${all} comentarios` : `${shown} de ${all} comentarios (lista filtrada)`),
  page: ["Página ", " de "],
  goesOn: "… (abreviado; el texto completo está en el enlace)",
}

export const sheetWords: Record<SheetLanguage, SheetWords> = { en, fr, es }
