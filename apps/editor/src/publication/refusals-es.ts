import type { RefusalLanguage, RefusalParts } from "./refusal-words.ts"

const may = ({ who, action }: RefusalParts) =>
  who === "" ? `nadie puede ${action} la sección` : `solo pueden ${action} la sección ${who}`
const until = ({ until }: RefusalParts) => (until === "" ? "" : ` hasta el ${until}`)

export const es: RefusalLanguage = {
  sentences: {
    "no-such-publication": () => "Esa publicación no existe.",
    "not-a-member": () => "Usted no participa en esta publicación.",
    "no-such-section": () => "Esa sección no existe.",
    "no-such-person": ({ id }) => `Nadie participa en esta publicación con el identificador ${id}.`,
    "no-such-organization": ({ id }) =>
      `Ninguna organización participa en esta publicación con el identificador ${id}.`,
    "no-such-theme": ({ id }) => `Los talleres no tienen ningún tema con el identificador ${id}.`,
    drafting: (parts) => `Esta sección está en redacción; ${may(parts)}.`,
    "open-for-comments": (parts) => `Esta sección está abierta a comentarios${until(parts)}; ${may(parts)}.`,
    "under-revision": (parts) => `Esta sección está en revisión${until(parts)}; ${may(parts)}.`,
    "in-clearance": (parts) => `Este texto está en aprobación${until(parts)}; ${may(parts)}.`,
    "under-silence": (parts) => `Este texto está en silencio${until(parts)}; ${may(parts)}.`,
    closed: (parts) => `Esta sección está cerrada; ${may(parts)}.`,
    submitted: (parts) => `Esta sección se ha presentado; ${may(parts)}.`,
    "comments-ended": ({ until }) => `El plazo para formular nuevos comentarios sobre esta sección venció el ${until}.`,
    "silence-ended": ({ until }) => `El procedimiento de silencio sobre este texto concluyó el ${until}.`,
    "national-text": ({ organization, action }) =>
      `Este es un texto nacional (${organization}); solo su delegación puede ${action} la sección.`,
    "contributor-text": ({ organization, action }) =>
      `Este capítulo lo firma ${organization}; solo sus autores pueden ${action} la sección.`,
    "not-your-part": ({ who, action }) => `Solo pueden ${action} esta sección ${who}.`,
    "not-of-this-class": ({ action }) => `Nadie puede ${action} una sección de esta clase.`,
    "editors-only": () => "Solo un editor de la serie puede añadir secciones.",
    "members-kept-by-others": () =>
      "Los editores de la serie designan a los participantes de su propia organización y de las organizaciones asociadas y a los puntos focales de los Estados; cada punto focal designa a los demás integrantes de su delegación.",
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
    "templates-by-editors": () => "Solo un editor de la serie puede definir las plantillas de la publicación.",
    "no-such-template": () => "Esa plantilla no existe.",
    "template-name-taken": ({ what }) => `Ya hay una plantilla con el nombre ${what}.`,
    "too-many-templates": ({ max }) => `Una publicación tiene ${max} plantillas como máximo.`,
    "section-not-empty": () => "Esta sección ya contiene palabras; una plantilla da forma a una sección vacía.",
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
    "passage-moved-on": () =>
      "El pasaje en el que usted escribía se ha trasladado adonde usted no puede escribir. Sus palabras no se han añadido allí.",
    "passage-stays": ({ section, why }) => `No puede sacar texto de «${section}» por ahora. ${why}`,
    "passage-not-taken": ({ section, why }) => `No puede llevar texto a «${section}» por ahora. ${why}`,
    "passage-same-section": () => "El pasaje ya está en esta sección.",
    "passage-widens": ({ section }) =>
      `«${section}» la leen más personas que la sección en la que está el pasaje. Confirme que pueden leerlo.`,
    "passage-gone": () => "Otras personas han movido o borrado este pasaje mientras tanto. No se ha movido nada.",
    "passage-not-cut": () =>
      "No ha cortado estos bloques de esta sección en la última media hora, o vuelven a estar en ella. No se ha movido nada.",
    "passage-pasted": () => "Lo que cortó ya está en otra sección. No se ha movido nada.",
    "passage-place-gone": () => "El lugar al que iba el pasaje ya no existe. No se ha movido nada.",
    "passage-unreadable": () => "El pasaje contiene algo que no se puede mover. No se ha movido nada.",
    "passage-too-large": () => "Es demasiado para moverlo de una vez. Muévalo por partes.",
    "passage-locked": ({ heading }) =>
      `La plantilla de esta sección mantiene en su sitio el título «${heading}». Lo que figura debajo puede trasladarse sin él.`,
    "nothing-before": () => "Una sección se divide después de su primer bloque; antes de este no hay nada.",
    "image-on-its-way": () => "Una imagen de este pasaje aún se está enviando. Mueva el pasaje cuando haya llegado.",
    "sections-below": ({ section }) => `Hay secciones debajo de «${section}». Muévalas primero.`,
    "no-such-move": () => "Ese traslado no existe, o hace demasiado tiempo que se hizo para deshacerlo.",
    "move-undone": () => "Este traslado ya se ha deshecho.",
    "no-such-comment": () => "Este comentario no existe.",
    "comment-id-taken": () => "El comentario de otra persona ya lleva este identificador; elija otro.",
    "comment-empty": () => "Escriba algo primero: un comentario tiene sus propias palabras.",
    "comment-too-long": ({ max }) => `Este texto es demasiado largo: admite como máximo ${max} caracteres.`,
    "words-without-section": () => "Las palabras citadas son de una sección; indique de cuál.",
    "words-too-long": ({ max }) =>
      `Un comentario se refiere como máximo a ${max} caracteres del texto; comente la sección en su conjunto.`,
    "words-not-found": () =>
      "Estas palabras no están en la sección tal como es ahora. Su comentario no se ha publicado.",
    "words-found-often": ({ count }) =>
      `Estas palabras aparecen ${count} veces en la sección. Cite más de lo que las rodea, para que se encuentren una sola vez.`,
    "no-such-target": ({ what }) => `La Agenda 2030 no tiene ninguna meta ni indicador con el código ${what}.`,
    "gap-stands-alone": () =>
      "Un comentario se refiere a metas o señala una laguna que ninguna meta cubre; no ambas cosas.",
    "too-many-targets": ({ max }) => `Un comentario se refiere como máximo a ${max} metas.`,
    "mention-unread": ({ person }) => `${person} no lee este comentario y no se le puede mencionar en él.`,
    "too-many-mentions": ({ max }) => `Un comentario menciona como máximo a ${max} personas.`,
    "assignee-unread": ({ person }) => `${person} no lee este comentario y no se le puede encargar.`,
    "no-organization-streams": () =>
      "El observador de un Estado no forma parte de su delegación y no se dirige solo a ella; elija la secretaría o todos los lectores de la sección.",
    "stays-inside": () =>
      "Lo que escriben los redactores y las autoridades de aprobación de una delegación queda dentro de ella; su punto focal amplía su audiencia.",
    "widened-by-others": () =>
      "La audiencia de un comentario la amplía su autor; la del comentario de un redactor o de una autoridad de aprobación, el punto focal de la delegación.",
    "comment-only-widens": () =>
      "La audiencia de un comentario solo puede ampliarse: lo que se ha leído no se puede retirar.",
    "comment-widened": () =>
      "La audiencia de este comentario ya se ha ampliado. Lo que ven los demás es un comentario aparte.",
    "comment-opened": () => "Ahora ven este comentario todos los lectores de la sección. Continúe allí.",
    "state-opens-comment": () =>
      "Es el Estado autor del texto quien abre un comentario a los demás, por su punto focal o el responsable de la sección.",
    "not-your-comment": () => "Solo la persona que lo escribió puede hacer esto.",
    "first-comment-stays": () => "El comentario que abre el debate se puede retirar, no eliminar.",
    "comment-deleted": () => "Su autor ha eliminado este texto.",
    "comment-resolved": () => "Este comentario está resuelto. Reábralo primero.",
    "comment-withdrawn": () => "Su autor ha retirado este comentario, y solo él puede reabrirlo.",
    "reason-missing": () => "Indique por qué no se acoge el comentario.",
    "too-many-replies": ({ max }) => `Un comentario tiene como máximo ${max} respuestas. Empiece uno nuevo.`,
    "thread-too-long": ({ max }) =>
      `Un comentario y sus respuestas suman como máximo ${max} caracteres. Empiece uno nuevo.`,
    "too-many-open-comments": ({ max }) =>
      `Hay aquí ${max} comentarios por resolver y no caben más. Resuelva antes algunos.`,
    "too-many-comments": ({ max }) => `Una publicación contiene como máximo ${max} comentarios.`,
    "observers-comment-on-sections": () =>
      "Los observadores y los destinatarios no comentan la publicación en su conjunto; los observadores comentan las secciones abiertas a comentarios.",
    "editors-answer": () =>
      "Solo un editor de la serie responde a los comentarios sobre la publicación en su conjunto.",
    "editors-record": () => "Solo un editor de la serie registra comentarios en nombre de una organización.",
    "recorded-for-editors": () =>
      "Lo que llegó de una organización por otra vía lo ve la secretaría, o todos los lectores de la sección.",
    "versions-by-editors": () => "Solo un editor de la serie puede congelar versiones y entregarlas a otros.",
    "no-such-version": () => "Esa versión no existe.",
    "no-such-paragraph": () => "La versión no tiene ese párrafo.",
    "section-to-follow": ({ section }) =>
      `«${section}» se publicará más adelante: esta versión no contiene nada de ella que se pueda comentar.`,
    "words-not-in-version": () => "Esas palabras no figuran en ese párrafo de la versión.",
    "not-circulated-to": ({ organization }) =>
      `Esta versión no se ha distribuido a ${organization}. Distribúyala primero o registre el comentario en el borrador.`,
    "received-after-date": ({ organization, until }) =>
      `El plazo de ${organization} para comentar esta versión venció el ${until}. En ella solo se registra lo recibido hasta entonces: indique la fecha de recepción.`,
    "section-not-read": () =>
      "Usted no lee esta sección del borrador: dirija el comentario a su propia organización o a la secretaría.",
    "comment-date-past": ({ until }) => `El ${until} ya ha pasado. Elija una fecha posterior para los comentarios.`,
    "version-comments-ended": ({ organization, until }) =>
      `El plazo de ${organization} para comentar esta versión venció el ${until}.`,
    "version-comments-not-asked": ({ organization }) =>
      `Esta versión se distribuyó para su lectura (${organization}) y no admite comentarios.`,
    "too-many-exemptions": ({ max }) => `Una sección tiene como máximo ${max} excepciones.`,
    "too-many-versions": ({ max }) => `Una publicación tiene como máximo ${max} versiones.`,
    "nothing-to-freeze": () => "Elija al menos una sección que figure en la versión.",
    "section-not-opened": ({ section }) =>
      `«${section}» solo la ve su Estado y no puede figurar en una versión antes de que el Estado la abra a otros.`,
    "nothing-to-correct": () =>
      "Una corrección o una adición acompaña a una versión presentada o impresa, y todavía no hay ninguna.",
    "not-correctable": () =>
      "Una corrección o una adición corrige una versión presentada o impresa, u otra versión marcada como presentada.",
    "corrects-not-wanted": () => "Solo una corrección o una adición corrige otra versión.",
    "draft-not-submitted": () =>
      "Un borrador no se presenta. Congele una revisión, una versión para presentar o una edición impresa.",
    "files-in-the-making": () =>
      "Los archivos de esta versión aún se están preparando. Márquela como presentada cuando estén listos.",
    "version-sealed": () => "Esta versión está firmada: ya no cambia nada en ella.",
    "version-passed-over": () =>
      "Se firmó una versión posterior antes que esta, que por tanto ya no se firma. Lo que contiene puede congelarse de nuevo.",
    "no-signing-key": () =>
      "Ahora no se puede congelar nada: la clave que firma las versiones falta en el servidor o está dañada. No se ha perdido nada; avise a quien administra el servidor.",
    "section-unreadable": ({ section }) =>
      `Lo que se conserva del texto de «${section}» está dañado y no puede leerse. Deje esta sección fuera de la versión o pida a quien administra el servidor que la restaure.`,
    "no-such-file": ({ what }) => `Esta versión no tiene ningún archivo con el nombre ${what}.`,
    "submission-day": ({ from, to }) => `Una versión se presenta entre el ${from}, día en que se congeló, y el ${to}.`,
    "too-many-submissions": ({ max }) => `Una versión se marca como presentada ${max} veces como máximo.`,
    "changed-since-frozen": ({ count }) =>
      `Secciones cuyo texto ha cambiado desde que se congeló esta versión: ${count}. Consulte la lista y confirme que también se cierran.`,
    "freeze-not-confirmed": ({ what }) =>
      `Nadie podrá modificar ya esta versión. Para confirmar, escriba su título: ${what}`,
    "not-ready": () =>
      "La lista de comprobación señala obstáculos. Corríjalos o indique para cada punto por qué se congela la versión de todos modos.",
    "links-by-editors": () => "Solo un editor de la serie puede compartir versiones mediante enlaces.",
    "no-such-link": () => "Ese enlace no existe o ya no es válido.",
    "link-ended": () => "El enlace no sería válido ni un momento. Elija un día posterior.",
    "link-too-long": ({ max }) => `Un enlace es válido durante ${max} años como máximo.`,
    "too-many-links": ({ max }) =>
      `Una publicación tiene como máximo ${max} enlaces válidos a sus versiones. Revoque antes alguno.`,
    "cover-note-unprintable": ({ what }) =>
      `Ningún tipo de letra tiene estos caracteres de la nota de envío: ${what} Escríbalos de otra manera.`,
    "role-not-at-organization": ({ role, kind }) =>
      `La función «${role}» no existe en una organización de este tipo (${kind}).`,
    "focal-points-complete": ({ organization, max }) =>
      `${organization} ya tiene ${max} puntos focales, que es el máximo; retire uno primero.`,
    "last-series-editor": () => "La publicación no puede quedarse sin editor de la serie; designe primero a otro.",
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
  kinds: {
    "member-state": "Estado Miembro",
    secretariat: "secretaría",
    "international-organization": "organización internacional",
    partner: "asociado",
    "civil-society": "sociedad civil",
    "regional-process": "proceso regional",
    recipient: "destinatario",
  },
  actions: {
    writeSection: "modificar",
    changeSubstance: "modificar en lo sustantivo",
    comment: "comentar",
    replyToComment: "responder a comentarios sobre",
    answerComment: "dar respuesta a los comentarios sobre",
    resolveComment: "resolver los comentarios sobre",
    propose: "proponer cambios a",
    object: "objetar",
    renameSection: "cambiar el título de",
    moveSection: "mover",
    splitSection: "dividir",
    mergeSection: "fusionar",
    closeSection: "cerrar",
    openSection: "abrir",
    submitSection: "presentar",
    setSectionState: "cambiar el estado de",
    setSectionNumbering: "fijar la numeración de",
    setSectionLimit: "limitar la extensión de",
    setSectionAudience: "ampliar quién ve",
    setSectionLead: "nombrar al responsable de",
    setSectionCoAuthors: "nombrar a los coautores de",
  },
}
