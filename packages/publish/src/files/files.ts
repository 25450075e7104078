/** Those that are open to most people are first; a correction before what it corrects. */
const order = [
  "corrigendum.pdf",
  "corrigendum.docx",
  "publication.pdf",
  "publication.docx",
  "publication.html",
  "cover-note.pdf",
  "cover-note.docx",
  "codraft.zip",
  "publication.json",
  "register.docx",
  "register.xlsx",
  "manifest.json",
  "manifest.jws",
  "jwks.json",
  "VERIFY.md",
] as const
type KnownFile = (typeof order)[number]
type FileNames = Readonly<Record<KnownFile, string>>

/** The files of a version in the order in which they are listed wherever they are; what is not known here is last, by its name. */
export function filesInOrder<T extends { readonly name: string }>(files: readonly T[]): T[] {
  const place = ({ name }: T) => (isKnown(name) ? order.indexOf(name) : order.length)
  return files.toSorted((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
}

/** What a file of a version is, for people; null for one that is not known here. A language without words of its own has the English ones. */
export function fileNameIn(language: string, name: string): string | null {
  if (!isKnown(name)) return null
  return (names[language.split("-")[0] ?? ""] ?? english)[name]
}

function isKnown(name: string): name is KnownFile {
  return (order as readonly string[]).includes(name)
}

const english: FileNames = {
  "corrigendum.pdf": "List of corrections (PDF, tagged)",
  "corrigendum.docx": "List of corrections (Word)",
  "publication.pdf": "Publication (PDF, tagged)",
  "publication.docx": "Publication (Word)",
  "publication.html": "Publication (web page in one file)",
  "cover-note.pdf": "Cover note (PDF)",
  "cover-note.docx": "Cover note (Word)",
  "codraft.zip": "Package with manifest and signature",
  "publication.json": "Content as data (JSON)",
  "register.docx": "Register of comments (Word)",
  "register.xlsx": "Register of comments (Excel)",
  "manifest.json": "Manifest (list of the files with their SHA-256 sums)",
  "manifest.jws": "Signature of the manifest",
  "jwks.json": "Public keys",
  "VERIFY.md": "How to verify the package",
}

const names: Readonly<Record<string, FileNames>> = {
  en: english,
  fr: {
    "corrigendum.pdf": "Liste des corrections (PDF balisé)",
    "corrigendum.docx": "Liste des corrections (Word)",
    "publication.pdf": "Publication (PDF balisé)",
    "publication.docx": "Publication (Word)",
    "publication.html": "Publication (page web en un seul fichier)",
    "cover-note.pdf": "Note d’accompagnement (PDF)",
    "cover-note.docx": "Note d’accompagnement (Word)",
    "codraft.zip": "Archive avec manifeste et signature",
    "publication.json": "Contenu sous forme de données (JSON)",
    "register.docx": "Registre des commentaires (Word)",
    "register.xlsx": "Registre des commentaires (Excel)",
    "manifest.json": "Manifeste (liste des fichiers avec leurs empreintes SHA-256)",
    "manifest.jws": "Signature du manifeste",
    "jwks.json": "Clés publiques",
    "VERIFY.md": "Comment vérifier l’archive",
  },
  es: {
    "corrigendum.pdf": "Lista de correcciones (PDF etiquetado)",
    "corrigendum.docx": "Lista de correcciones (Word)",
    "publication.pdf": "Publicación (PDF etiquetado)",
    "publication.docx": "Publicación (Word)",
    "publication.html": "Publicación (página web en un solo archivo)",
    "cover-note.pdf": "Nota de envío (PDF)",
    "cover-note.docx": "Nota de envío (Word)",
    "codraft.zip": "Paquete con manifiesto y firma",
    "publication.json": "Contenido en forma de datos (JSON)",
    "register.docx": "Registro de comentarios (Word)",
    "register.xlsx": "Registro de comentarios (Excel)",
    "manifest.json": "Manifiesto (lista de los archivos con sus sumas SHA-256)",
    "manifest.jws": "Firma del manifiesto",
    "jwks.json": "Claves públicas",
    "VERIFY.md": "Cómo verificar el paquete",
  },
  ar: {
    "corrigendum.pdf": "قائمة التصويبات (PDF موسوم)",
    "corrigendum.docx": "قائمة التصويبات (Word)",
    "publication.pdf": "المنشور (PDF موسوم)",
    "publication.docx": "المنشور (Word)",
    "publication.html": "المنشور (صفحة ويب في ملف واحد)",
    "cover-note.pdf": "مذكرة الإحالة (PDF)",
    "cover-note.docx": "مذكرة الإحالة (Word)",
    "codraft.zip": "حزمة تضم البيان والتوقيع",
    "publication.json": "المحتوى في صورة بيانات (JSON)",
    "register.docx": "سجل التعليقات (Word)",
    "register.xlsx": "سجل التعليقات (Excel)",
    "manifest.json": "البيان (قائمة الملفات ببصماتها SHA-256)",
    "manifest.jws": "توقيع البيان",
    "jwks.json": "المفاتيح العامة",
    "VERIFY.md": "كيفية التحقق من الحزمة",
  },
}
