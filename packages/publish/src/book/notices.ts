import type { PublicationContent } from "../content/content.ts"

/** What the imprint says: on views, on names and frontiers, and of States and authors as far as the version has texts of theirs. */
export function noticesOf({ publication, sections }: PublicationContent): string[] {
  const classes = new Set(sections.filter(({ text }) => text !== null).map(({ textClass }) => textClass))
  const notices = byLanguage[publication.originalLanguage.split("-")[0] ?? ""] ?? english
  return [
    notices.views,
    notices.names,
    ...(classes.has("national") ? [notices.national] : []),
    ...(classes.has("contributor") ? [notices.contributors] : []),
  ]
}

interface Notices {
  readonly views: string
  readonly names: string
  readonly national: string
  readonly contributors: string
}

const english: Notices = {
  views:
    "The opinions expressed in this publication are those of the authors and do not necessarily reflect the views of the International Organization for Migration (IOM).",
  names:
    "The designations employed and the presentation of material throughout the publication do not imply the expression of any opinion on the part of IOM concerning the legal status of any country, territory, city or area, or of its authorities, or concerning its frontiers or boundaries.",
  national:
    "The texts of States are reproduced as received and appear in the alphabetical order of the names of the States. The State named is alone responsible for its text.",
  contributors: "A signed chapter gives the views of its author alone.",
}

const byLanguage: Readonly<Record<string, Notices>> = {
  en: english,
  fr: {
    views:
      "Les opinions exprimées dans cette publication sont celles des auteurs et ne reflètent pas nécessairement les vues de l’Organisation internationale pour les migrations (OIM).",
    names:
      "Les désignations employées et la présentation des informations dans l’ensemble de la publication n’impliquent de la part de l’OIM aucune prise de position quant au statut juridique d’un pays, d’un territoire, d’une ville ou d’une zone, ou de ses autorités, ni quant au tracé de ses frontières ou limites.",
    national:
      "Les textes des États sont reproduits tels qu’ils ont été reçus et figurent dans l’ordre alphabétique du nom des États. Chaque texte engage la seule responsabilité de l’État désigné.",
    contributors: "Un chapitre signé n’exprime que les vues de son auteur.",
  },
  es: {
    views:
      "Las opiniones expresadas en esta publicación son las de los autores y no reflejan necesariamente el punto de vista de la Organización Internacional para las Migraciones (OIM).",
    names:
      "Las denominaciones empleadas en esta publicación y la forma en que se presentan los datos no entrañan, por parte de la OIM, juicio alguno sobre la condición jurídica de países, territorios, ciudades o zonas, ni de sus autoridades, ni respecto del trazado de sus fronteras o límites.",
    national:
      "Los textos de los Estados se reproducen tal como se recibieron y figuran en el orden alfabético de los nombres de los Estados. Cada texto es responsabilidad exclusiva del Estado mencionado.",
    contributors: "Los capítulos firmados expresan únicamente las opiniones de su autor.",
  },
  ar: {
    views: "الآراء الواردة في هذا المنشور هي آراء المؤلفين ولا تعبر بالضرورة عن وجهة نظر المنظمة الدولية للهجرة.",
    names:
      "لا تنطوي التسميات المستخدمة في هذا المنشور ولا طريقة عرض مادته على أي رأي من جانب المنظمة الدولية للهجرة بشأن الوضع القانوني لأي بلد أو إقليم أو مدينة أو منطقة، أو لسلطات أي منها، أو بشأن حدودها أو تخومها.",
    national:
      "ترد نصوص الدول كما استُلمت، وبالترتيب الأبجدي لأسماء الدول. وتتحمل الدولة المذكورة وحدها المسؤولية عن نصها.",
    contributors: "لا يعبر الفصل الموقَّع إلا عن آراء مؤلفه.",
  },
}
