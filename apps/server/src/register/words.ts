import type { CommentKind, Outcome, ThreadState } from "@codraft/publication"
import { z } from "zod"

/** The languages in which a table of comments is handed round: those of the interface. */
export const SheetLanguageSchema = z.enum(["en", "fr", "es"])
export type SheetLanguage = z.infer<typeof SheetLanguageSchema>

type Said<T> = Readonly<Record<SheetLanguage, T>>

function said<T>(en: T, fr: T, es: T): Said<T> {
  return { en, fr, es }
}

const words = {
  title: said("Register of comments", "Registre des commentaires", "Registro de comentarios"),
  columns: {
    section: said("Section", "Section", "Sección"),
    paragraph: said("Paragraph", "Paragraphe", "Párrafo"),
    version: said("Version", "Version", "Versión"),
    text: said("Text", "Texte", "Texto"),
    organization: said("Organization", "Organisation", "Organización"),
    author: said("Person", "Personne", "Persona"),
    date: said("Date", "Date", "Fecha"),
    comment: said("Comment", "Commentaire", "Comentario"),
    targets: said("Targets", "Cibles", "Metas"),
    kind: said("Kind", "Type", "Tipo"),
    response: said("Response", "Réponse", "Respuesta"),
    outcome: said("Outcome", "Suite donnée", "Resultado"),
    state: said("State", "État", "Estado"),
    assignee: said("Assigned to", "Attribué à", "Asignado a"),
    due: said("Due", "Échéance", "Vence"),
    link: said("Link", "Lien", "Enlace"),
  },
  kinds: {
    editorial: said("Editorial", "Rédactionnel", "De redacción"),
    substantive: said("Substantive", "De fond", "De fondo"),
    factual: said("Factual", "Factuel", "Sobre los hechos"),
    question: said("Question", "Question", "Pregunta"),
  } satisfies Record<CommentKind, Said<string>>,
  states: {
    open: said("Open", "Ouvert", "Abierto"),
    answered: said("Answered", "Avec réponse", "Respondido"),
    resolved: said("Resolved", "Réglé", "Resuelto"),
    withdrawn: said("Withdrawn", "Retiré", "Retirado"),
  } satisfies Record<ThreadState, Said<string>>,
  outcomes: {
    accepted: said("Accepted", "Accepté", "Aceptado"),
    "accepted-in-part": said("Accepted in part", "Accepté en partie", "Aceptado en parte"),
    noted: said("Noted", "Pris note", "Se toma nota"),
    "not-taken-up": said("Not taken up", "Non retenu", "No recogido"),
  } satisfies Record<Outcome, Said<string>>,
  general: said("General comments", "Commentaires généraux", "Comentarios generales"),
  annex: said("Annex", "Annexe", "Anexo"),
  noSection: said(
    "Section that is no longer in the outline",
    "Section qui n’est plus dans le plan",
    "Sección que ya no está en el índice",
  ),
  removed: said("Text removed", "Texte supprimé", "Texto eliminado"),
  onSection: said("Section as a whole", "Ensemble de la section", "Sección en su conjunto"),
  gap: said("Gap: no target", "Lacune : aucune cible", "Vacío: ninguna meta"),
  none: said("There are no comments here.", "Il n’y a aucun commentaire ici.", "Aquí no hay comentarios."),
  /** Said under the title, of so many. */
  count: said<(shown: number, all: number) => string>(
    (shown, all) => (shown === all ? `${all} comments` : `${shown} of ${all} comments (filtered)`),
    (shown, all) => (shown === all ? `${all} commentaires` : `${shown} commentaires sur ${all} (liste filtrée)`),
    (shown, all) => (shown === all ? `${all} comentarios` : `${shown} de ${all} comentarios (lista filtrada)`),
  ),
  /** Before the number of a place in a version. */
  placeInVersion: {
    paragraph: said("para.", "par.", "párr."),
    heading: said("heading", "titre", "título"),
    note: said("note", "note", "nota"),
    section: said("section", "section", "sección"),
  },
  /** How a comment came that somebody recorded, by what is kept of that. */
  sources: {
    "e-mail": said("by e-mail", "par courriel", "por correo electrónico"),
    letter: said("by letter", "par courrier", "por carta"),
    meeting: said("in a meeting", "en réunion", "en una reunión"),
    telephone: said("by telephone", "par téléphone", "por teléfono"),
  },
  received: said("received", "reçu", "recibido"),
  page: said<readonly [before: string, between: string]>(["Page ", " of "], ["Page ", " sur "], ["Página ", " de "]),
  goesOn: said(
    "… (shortened; the whole of it is at the link)",
    "… (abrégé ; texte intégral à l’adresse indiquée)",
    "… (abreviado; el texto completo está en el enlace)",
  ),
}

type InOne<T> = T extends Said<infer W> ? W : { readonly [K in keyof T]: InOne<T[K]> }
export type SheetWords = InOne<typeof words>

function inOne(words: object, language: SheetLanguage): unknown {
  if (language in words) return (words as Said<unknown>)[language]
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, inOne(value as object, language)]))
}

const inLanguage = (language: SheetLanguage) => inOne(words, language) as SheetWords

/** What stands in the table beside what people have written. */
export const sheetWords: Said<SheetWords> = { en: inLanguage("en"), fr: inLanguage("fr"), es: inLanguage("es") }
