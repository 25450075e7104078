import type { CoverNote, VersionKind } from "@codraft/publication"
import { organizationNameIn } from "./organization-names.ts"

export interface TemplateOf {
  /** Of the note. */
  readonly language: string
  readonly kind: VersionKind
  readonly contact: CoverNote["contact"]
  /** What the newest version with a note said. */
  readonly last: CoverNote | null
}

/** What a note says before anybody has changed it: as the last one, or from the words that are kept for its kind. */
export function coverTemplate({ language, kind, contact, last }: TemplateOf): CoverNote {
  const texts = textsOf(language)
  const { salutation, closing } = texts
  const own = { ...contact, organization: organizationNameIn(language, contact.organization) }
  if (last === null) return { addressee: "", salutation, body: bodyOf(texts, kind), closing, contact: own }
  // What nobody changed then said what that version was for, in the language of that note.
  return {
    ...last,
    salutation: isSaid("salutation", last.salutation) ? salutation : last.salutation,
    body: isTemplate(last.body) ? bodyOf(texts, kind) : last.body,
    closing: isSaid("closing", last.closing) ? closing : last.closing,
  }
}

/** Whether that is what a language says unless somebody has changed it. */
function isSaid(part: "salutation" | "closing", words: string): boolean {
  return Object.values(all).some((texts) => texts[part] === words)
}

type Handed = "draft" | "submission" | "printed" | "corrigendum" | "addendum"

const handed: Readonly<Record<VersionKind, Handed>> = {
  draft: "draft",
  revision: "draft",
  submission: "submission",
  "printed-edition": "printed",
  corrigendum: "corrigendum",
  addendum: "addendum",
}

interface Texts {
  readonly salutation: string
  readonly closing: string
  readonly body: Readonly<Record<Handed, string>>
  /** Behind what goes out for good. */
  readonly later: string
}

function bodyOf({ body, later }: Texts, kind: VersionKind): string {
  const isForGood = kind === "submission" || kind === "printed-edition"
  return isForGood ? `${body[handed[kind]]}\n\n${later}` : body[handed[kind]]
}

function textsOf(language: string): Texts {
  return all[language.split("-")[0] ?? ""] ?? english
}

function isTemplate(body: string): boolean {
  return Object.values(all).some((texts) =>
    (Object.keys(handed) as VersionKind[]).some((kind) => bodyOf(texts, kind) === body),
  )
}

const english: Texts = {
  salutation: "Dear colleagues,",
  closing: "Yours sincerely,",
  body: {
    draft:
      "Please find enclosed, for your comments, the draft named above. It is a working text and does not prejudge the final one.",
    submission:
      "We are pleased to transmit to you the text named above as it stood on the date of this note. This is the version that we submit for your consideration; it will not be changed any more.",
    printed: "We are pleased to transmit to you the printed edition of the publication named above. Its text is final.",
    corrigendum:
      "Please find enclosed corrections to the publication named above. They replace the passages concerned in the version that was sent to you; the rest of its text stands as it was.",
    addendum:
      "Please find enclosed an addition to the publication named above. It goes with the version that was sent to you, which stands as it was.",
  },
  later:
    "Should corrections or additions become necessary, they will reach you as documents of their own, each under its own symbol.",
}

const all: Readonly<Record<string, Texts>> = {
  en: english,
  fr: {
    salutation: "Madame, Monsieur,",
    closing: "Veuillez agréer, Madame, Monsieur, l’expression de notre considération distinguée.",
    body: {
      draft:
        "Vous trouverez ci-joint, pour observations, le projet mentionné en objet. Il s’agit d’un texte de travail, qui ne préjuge pas de la version définitive.",
      submission:
        "Nous avons le plaisir de vous transmettre le texte mentionné en objet, tel qu’il a été arrêté à la date de la présente note. C’est cette version que nous soumettons à votre examen ; elle ne sera plus modifiée.",
      printed:
        "Nous avons le plaisir de vous transmettre l’édition imprimée de la publication mentionnée en objet. Le texte en est définitif.",
      corrigendum:
        "Vous trouverez ci-joint des corrections à la publication mentionnée en objet. Elles remplacent les passages correspondants de la version qui vous a été transmise, dont le reste demeure inchangé.",
      addendum:
        "Vous trouverez ci-joint un complément à la publication mentionnée en objet. Il s’ajoute à la version qui vous a été transmise, laquelle demeure inchangée.",
    },
    later:
      "Si des corrections ou des ajouts s’avéraient nécessaires, ils vous parviendraient sous forme de documents distincts, chacun sous sa propre cote.",
  },
  es: {
    salutation: "Estimadas señoras, estimados señores:",
    closing: "Les saludamos atentamente,",
    body: {
      draft:
        "Adjuntamos, para que formulen sus observaciones, el proyecto indicado en el asunto. Se trata de un texto de trabajo que no prejuzga la versión definitiva.",
      submission:
        "Nos complace remitirles el texto indicado en el asunto, tal como quedó fijado en la fecha de la presente nota. Es la versión que sometemos a su consideración y ya no se modificará.",
      printed:
        "Nos complace remitirles la edición impresa de la publicación indicada en el asunto. Su texto es definitivo.",
      corrigendum:
        "Adjuntamos correcciones a la publicación indicada en el asunto. Sustituyen los pasajes correspondientes de la versión que se les envió; el resto del texto no cambia.",
      addendum:
        "Adjuntamos una adición a la publicación indicada en el asunto. Acompaña a la versión que se les envió, que no cambia.",
    },
    later:
      "Si fueran necesarias correcciones o adiciones, se les harán llegar como documentos aparte, cada uno con su propia signatura.",
  },
  ar: {
    salutation: "تحية طيبة وبعد،",
    closing: "وتفضلوا بقبول فائق الاحترام،",
    body: {
      draft:
        "نرفق طيه المشروع المذكور في الموضوع لإبداء تعليقاتكم عليه. وهو نص قيد العمل ولا يمثل حكماً مسبقاً على الصيغة النهائية.",
      submission:
        "يسعدنا أن نحيل إليكم النص المذكور في الموضوع بصيغته في تاريخ هذه المذكرة. وهذه هي الصيغة التي نقدمها لنظركم، ولن يطرأ عليها أي تغيير بعد الآن.",
      printed: "يسعدنا أن نحيل إليكم الطبعة المطبوعة من المنشور المذكور في الموضوع، ونصها نهائي.",
      corrigendum:
        "نرفق طيه تصويبات للمنشور المذكور في الموضوع. وهي تحل محل الفقرات المعنية في الصيغة التي أُرسلت إليكم، ويظل باقي النص كما هو.",
      addendum:
        "نرفق طيه إضافة إلى المنشور المذكور في الموضوع. وهي تُلحق بالصيغة التي أُرسلت إليكم، وتظل تلك الصيغة كما هي.",
    },
    later: "وإذا لزم إدخال تصويبات أو إضافات، فستصلكم في وثائق مستقلة يحمل كل منها رمزه الخاص.",
  },
}
