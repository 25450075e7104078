import type { RefusalLanguage, RefusalParts } from "./refusal-words.ts"

const may = ({ who, action }: RefusalParts) =>
  who === "" ? `nadie puede ${action} la sección` : `solo pueden ${action} la sección ${who}`
const until = ({ until }: RefusalParts) => (until === "" ? "" : ` hasta el ${until}`)

export const es: RefusalLanguage = {
  sentences: {
    "no-such-publication": () => "Esa publicación no existe.",
    "not-a-member": () => "Usted no participa en esta publicación.",
    "no-such-section": () => "Esa sección no existe.",
    drafting: (parts) => `Esta sección está en redacción; ${may(parts)}.`,
    "open-for-comments": (parts) => `Esta sección está abierta a comentarios${until(parts)}; ${may(parts)}.`,
    "under-revision": (parts) => `Esta sección está en revisión${until(parts)}; ${may(parts)}.`,
    "in-clearance": (parts) => `Este texto está en aprobación${until(parts)}; ${may(parts)}.`,
    "under-silence": (parts) => `Este texto está en silencio${until(parts)}; ${may(parts)}.`,
    closed: (parts) => `Esta sección está cerrada; ${may(parts)}.`,
    submitted: (parts) => `Esta sección se ha presentado; ${may(parts)}.`,
    "national-text": ({ organization, action }) =>
      `Este es un texto nacional (${organization}); solo su delegación puede ${action} la sección.`,
    "contributor-text": ({ organization, action }) =>
      `Este capítulo lo firma ${organization}; solo sus autores pueden ${action} la sección.`,
    "not-your-part": ({ who, action }) => `Solo pueden ${action} esta sección ${who}.`,
    "not-of-this-class": ({ action }) => `Nadie puede ${action} una sección de esta clase.`,
    "editors-only": () => "Solo un editor de la serie puede añadir secciones.",
    "owner-missing": () => "Un texto nacional necesita el Estado al que pertenece.",
    "owner-not-a-state": ({ organization }) =>
      `${organization} no es un Estado Miembro; solo un Estado tiene un texto nacional.`,
    "owner-not-wanted": () => "Solo un texto nacional pertenece a un Estado.",
    "starts-with-its-delegation": () =>
      "Un texto nacional empieza en su delegación; solo su punto focal lo abre a otros.",
    "cannot-lead": ({ person }) => `${person} no puede ser responsable de este texto.`,
    "cannot-write": ({ person }) => `${person} no puede ser coautor de este texto.`,
    "same-lead-organization": ({ organization }) =>
      `El responsable de un capítulo firmado es de la organización que lo firma: ${organization}.`,
    "too-many-sections": ({ max }) => `Una publicación tiene como máximo ${max} secciones.`,
    "too-deep": ({ max }) => `Las secciones tienen como máximo ${max} niveles.`,
    "inside-itself": () => "Una sección no puede colocarse dentro de sí misma.",
    "not-a-sibling": () => "La sección delante de la cual colocarla no está en ese lugar.",
    "annex-at-top-only": () => "Un anexo se coloca en el primer nivel.",
    "national-text-is-whole": () => "Bajo el texto de un Estado solo cabe texto del mismo Estado.",
    "parent-not-shared": () =>
      "Una sección que solo ven sus redactores no puede contener otras; amplíe antes quién la ve.",
    "wider-than-parent": () =>
      "A una sección no la pueden ver más personas que a la que la contiene; amplíe antes esa.",
    "parent-hidden-from": ({ person }) =>
      `${person} no ve la sección que contiene a esta y por eso no puede redactarla.`,
    "silence-is-for-joint-text": () => "Solo el texto conjunto se pone en silencio.",
    "end-missing": () => "Este estado necesita un plazo: fecha, hora y zona horaria.",
    "end-not-wanted": () => "Una sección cerrada o presentada no tiene plazo.",
    "end-in-the-past": ({ until }) => `El plazo ya pasó: ${until}.`,
    "audience-only-widens": () => "Quién ve un texto solo se puede ampliar: lo leído no se puede retirar.",
    "national-text-unnumbered": () =>
      "Los párrafos del texto de un Estado no llevan números: los de la publicación no pasan por él.",
    "image-unreadable": () => "Este archivo no se puede leer como imagen. Los textos admiten PNG, JPEG, WebP y SVG.",
    "image-too-heavy": ({ max }) => `Una imagen pesa como máximo ${max} MB.`,
    "drawing-too-heavy": ({ max }) =>
      `Un dibujo SVG pesa como máximo ${max} MB; uno mayor se puede guardar como PNG y colocarse así.`,
    "image-too-many-pixels": ({ max }) => `Una imagen tiene como máximo ${max} millones de píxeles.`,
    "image-moves": () => "Una imagen animada no cabe en un texto impreso; guarde una sola vista de ella.",
    "drawing-not-allowed": ({ what }) => `Este dibujo SVG contiene algo que un dibujo no puede contener aquí: ${what}.`,
    "too-many-images": ({ max }) => `Una sección tiene como máximo ${max} imágenes.`,
    "images-too-heavy": ({ max }) => `Todas las imágenes de una sección pesan juntas como máximo ${max} MB.`,
    "changed-meanwhile": () => "La publicación cambió entretanto. Inténtelo de nuevo.",
    "not-a-writer": () => "Ya no puede redactar esta sección. Copie lo que no se guardó.",
    "too-large": () => "Este cambio es demasiado grande. Cópielo e insértelo por partes.",
    malformed: () => "El servidor no pudo leer este cambio. Cópielo e insértelo de nuevo.",
    "signed-out": () => "Su sesión está cerrada. Acceda de nuevo en este navegador y su texto se guardará.",
    "not-found": () => "Esta sección ya no existe o ya no puede leerla.",
    "build-too-old": () => "Hay una versión más reciente del editor. Vuelva a cargar la página.",
    "connection-refused": () => "El servidor rechaza esta conexión. Vuelva a cargar la página.",
    "device-full": () => "Sin conexión y sin espacio en este dispositivo. Copie su texto antes de cerrar.",
    "device-failing": () => "Sin conexión, y este dispositivo no puede conservar su texto. Cópielo antes de cerrar.",
    "foreign-text": () => "Este cambio contiene palabras escritas en nombre de otra persona.",
    "text-incomplete": () =>
      "A la copia del texto en este dispositivo le faltan partes de las que depende este cambio.",
    "server-set-back": () =>
      "El servidor volvió a una copia anterior de esta sección y le faltan palabras ya guardadas, también de otras personas. Este dispositivo aún las tiene: cópielas e inserte de nuevo lo que falta.",
    "text-full": () => "Esta sección no admite más texto. Elimine algo antes o siga en otra sección.",
    "content-not-allowed": () => "Este cambio contiene algo que el texto de una sección no puede contener.",
  },
  parts: {
    lead: "su responsable",
    "co-author": "sus coautores",
    "owner-focal-point": "su punto focal",
    owner: "la organización que responde de ella",
    "series-editor": "un editor de la serie",
    "copy-editor": "el corrector",
    "focal-point": "los puntos focales de los Estados",
    delegation: "las delegaciones de los Estados",
    member: "los miembros",
    reviewer: "los revisores",
    observer: "los observadores",
    recipient: "los destinatarios",
  },
  actions: {
    writeSection: "modificar",
    changeSubstance: "modificar en lo sustantivo",
    comment: "comentar",
    replyToComment: "responder a comentarios sobre",
    propose: "proponer cambios a",
    object: "objetar",
    renameSection: "cambiar el título de",
    moveSection: "mover",
    closeSection: "cerrar",
    openSection: "abrir",
    submitSection: "presentar",
    setSectionState: "cambiar el estado de",
    setSectionNumbering: "fijar la numeración de",
    setSectionAudience: "ampliar quién ve",
    setSectionLead: "nombrar al responsable de",
    setSectionCoAuthors: "nombrar a los coautores de",
  },
}
