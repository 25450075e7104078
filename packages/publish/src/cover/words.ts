/** The fixed words of a cover note. */
export interface CoverWords {
  /** What kind of paper it is. */
  readonly coverNote: string
  readonly reference: string
  readonly contact: string
  /** Between a name and what it names. */
  readonly colon: string
  readonly files: string
  readonly columns: { readonly name: string; readonly contents: string; readonly pages: string; readonly size: string }
  /** Says where the files are together, and how they are checked. */
  readonly packed: string
}

/** A language without words of its own gets the English ones. */
export function coverWordsOf(language: string): CoverWords {
  return words[language.split("-")[0] ?? ""] ?? english
}

const english: CoverWords = {
  coverNote: "Cover note",
  reference: "Reference",
  contact: "Contact",
  colon: ": ",
  files: "Files handed over",
  columns: { name: "File", contents: "Contents", pages: "Pages", size: "Size" },
  packed:
    "All of these files and this note are together in the package codraft.zip, with a signed list of their SHA-256 sums (manifest.json). The page /verify of any Codraft server checks a package against that list; nothing is uploaded.",
}

const words: Readonly<Record<string, CoverWords>> = {
  en: english,
  fr: {
    coverNote: "Note d’accompagnement",
    reference: "Référence",
    contact: "Contact",
    colon: "\u00A0: ",
    files: "Fichiers transmis",
    columns: { name: "Fichier", contents: "Contenu", pages: "Pages", size: "Taille" },
    packed:
      "Tous ces fichiers et la présente note sont réunis dans l’archive codraft.zip, accompagnés d’une liste signée de leurs empreintes SHA-256 (manifest.json). La page /verify de tout serveur Codraft contrôle l’archive d’après cette liste, sans rien transmettre.",
  },
  es: {
    coverNote: "Nota de envío",
    reference: "Referencia",
    contact: "Contacto",
    colon: ": ",
    files: "Archivos enviados",
    columns: { name: "Archivo", contents: "Contenido", pages: "Páginas", size: "Tamaño" },
    packed:
      "Todos estos archivos y la presente nota están reunidos en el paquete codraft.zip, con una lista firmada de sus sumas SHA-256 (manifest.json). La página /verify de cualquier servidor Codraft comprueba el paquete con esa lista, sin enviar nada.",
  },
  ar: {
    coverNote: "مذكرة إحالة",
    reference: "المرجع",
    contact: "جهة الاتصال",
    colon: ": ",
    files: "الملفات المحالة",
    columns: { name: "الملف", contents: "المحتوى", pages: "الصفحات", size: "الحجم" },
    packed:
      "ترد هذه الملفات وهذه المذكرة جميعها في الحزمة codraft.zip، مع قائمة موقَّعة ببصماتها SHA-256 (الملف manifest.json). ويمكن التحقق من الحزمة في صفحة /⁠verify على أي خادوم Codraft دون تحميل أي شيء إليه.",
  },
}
