import type { RefusalLanguage, RefusalParts } from "./refusal-words.ts"

const may = ({ who, action }: RefusalParts) =>
  who === "" ? `personne ne peut ${action} la section` : `ne peuvent ${action} la section que ${who}`
const until = ({ until }: RefusalParts) => (until === "" ? "" : ` jusqu’au ${until}`)

export const fr: RefusalLanguage = {
  sentences: {
    "no-such-publication": () => "Cette publication n’existe pas.",
    "not-a-member": () => "Vous ne participez pas à cette publication.",
    "no-such-section": () => "Cette section n’existe pas.",
    "no-such-person": ({ id }) => `Personne ne participe à cette publication sous l’identifiant ${id}.`,
    "no-such-organization": ({ id }) =>
      `Aucune organisation ne participe à cette publication sous l’identifiant ${id}.`,
    "no-such-theme": ({ id }) => `Les ateliers n’ont aucun thème portant l’identifiant ${id}.`,
    drafting: (parts) => `Cette section est en rédaction ; ${may(parts)}.`,
    "open-for-comments": (parts) => `Cette section est ouverte aux commentaires${until(parts)} ; ${may(parts)}.`,
    "under-revision": (parts) => `Cette section est en révision${until(parts)} ; ${may(parts)}.`,
    "in-clearance": (parts) => `Ce texte est en validation${until(parts)} ; ${may(parts)}.`,
    "under-silence": (parts) => `Ce texte est sous silence${until(parts)} ; ${may(parts)}.`,
    closed: (parts) => `Cette section est close ; ${may(parts)}.`,
    submitted: (parts) => `Cette section a été soumise ; ${may(parts)}.`,
    "comments-ended": ({ until }) =>
      `Le délai imparti pour présenter de nouveaux commentaires sur cette section a expiré le ${until}.`,
    "silence-ended": ({ until }) => `La procédure de silence relative à ce texte a pris fin le ${until}.`,
    "national-text": ({ organization, action }) =>
      `Ceci est un texte national (${organization}) ; seule sa délégation peut ${action} la section.`,
    "contributor-text": ({ organization, action }) =>
      `Ce chapitre est signé par ${organization} ; seuls ses auteurs peuvent ${action} la section.`,
    "not-your-part": ({ who, action }) => `Ne peuvent ${action} cette section que ${who}.`,
    "not-of-this-class": ({ action }) => `Personne ne peut ${action} une section de cette catégorie.`,
    "editors-only": () => "Seul un éditeur de la collection peut ajouter des sections.",
    "members-kept-by-others": () =>
      "Les éditeurs de la collection désignent les participants de leur organisation et des organisations partenaires ainsi que les points focaux des États ; chaque point focal désigne les autres membres de sa délégation.",
    "owner-missing": () => "Un texte national exige l’État dont c’est le texte.",
    "owner-not-a-state": ({ organization }) =>
      `${organization} n’est pas un État membre ; seul un État a un texte national.`,
    "owner-not-wanted": () => "Seul un texte national a un État propriétaire.",
    "starts-with-its-delegation": () =>
      "Un texte national commence auprès de sa délégation ; seul son point focal l’ouvre à d’autres.",
    "cannot-lead": ({ person }) => `${person} ne peut pas être responsable de ce texte.`,
    "cannot-write": ({ person }) => `${person} ne peut pas être coauteur de ce texte.`,
    "same-lead-organization": ({ organization }) =>
      `Le responsable d’un chapitre signé vient de l’organisation qui le signe : ${organization}.`,
    "too-many-sections": ({ max }) => `Une publication contient au plus ${max} sections.`,
    "too-deep": ({ max }) => `Les sections ont au plus ${max} niveaux.`,
    "inside-itself": () => "Une section ne peut être placée ni en elle-même ni sous elle-même.",
    "not-a-sibling": () => "La section devant laquelle la placer n’est pas à cet endroit.",
    "annex-at-top-only": () => "Une annexe se place au premier niveau.",
    "national-text-is-whole": () => "Sous le texte d’un État ne se place que du texte du même État.",
    "parent-not-shared": () =>
      "Une section que seuls ses rédacteurs voient ne peut en contenir d’autres ; élargissez d’abord son audience.",
    "wider-than-parent": () =>
      "Une section ne peut être vue par plus de personnes que celle qui la contient ; élargissez d’abord celle-ci.",
    "parent-hidden-from": ({ person }) =>
      `${person} ne voit pas la section qui contient celle-ci et ne peut donc la rédiger.`,
    "silence-is-for-joint-text": () => "Seul un texte commun peut être mis sous silence.",
    "end-missing": () => "Cet état exige une échéance : date, heure et fuseau horaire.",
    "end-not-wanted": () => "Une section close ou soumise n’a pas d’échéance.",
    "end-in-the-past": ({ until }) => `L’échéance est passée : ${until}.`,
    "audience-only-widens": () => "Une audience ne peut que s’élargir : ce qui a été lu ne peut être repris.",
    "templates-by-editors": () => "Seul un éditeur de la collection peut définir les modèles de la publication.",
    "no-such-template": () => "Ce modèle n’existe pas.",
    "template-name-taken": ({ what }) => `Il y a déjà un modèle du nom de ${what}.`,
    "too-many-templates": ({ max }) => `Une publication contient au plus ${max} modèles.`,
    "section-not-empty": () => "Cette section contient déjà des mots ; un modèle met en forme une section vide.",
    "national-text-unnumbered": () =>
      "Les paragraphes du texte d’un État ne portent pas de numéros : ceux de la publication ne le traversent pas.",
    "image-unreadable": () =>
      "Ce fichier ne peut être lu comme une image. Les textes acceptent PNG, JPEG, WebP et SVG.",
    "image-too-heavy": ({ max }) => `Une image pèse au plus ${max} Mo.`,
    "drawing-too-heavy": ({ max }) =>
      `Un dessin SVG pèse au plus ${max} Mo ; un dessin plus lourd peut être enregistré en PNG et placé ainsi.`,
    "image-too-many-pixels": ({ max }) => `Une image contient au plus ${max} millions de pixels.`,
    "image-moves": () => "Une image animée n’a pas sa place dans un texte imprimé ; enregistrez-en une seule vue.",
    "drawing-not-allowed": ({ what }) => `Ce dessin SVG contient ce qu’un dessin ne peut contenir ici : ${what}.`,
    "too-many-images": ({ max }) => `Une section a au plus ${max} images.`,
    "images-too-heavy": ({ max }) => `Les images d’une section pèsent ensemble au plus ${max} Mo.`,
    "passage-moved-on": () =>
      "Le passage dans lequel vous écriviez a été déplacé là où vous ne pouvez pas écrire. Vos mots n’y ont pas été ajoutés.",
    "passage-stays": ({ section, why }) => `Vous ne pouvez rien retirer de « ${section} » pour l’instant. ${why}`,
    "passage-not-taken": ({ section, why }) => `Vous ne pouvez rien placer dans « ${section} » pour l’instant. ${why}`,
    "passage-same-section": () => "Ce passage est déjà dans cette section.",
    "passage-widens": ({ section }) =>
      `« ${section} » est lue par plus de personnes que la section où se trouve le passage. Confirmez qu’elles peuvent le lire.`,
    "passage-gone": () =>
      "Ce passage a été déplacé ou supprimé entre-temps par d’autres personnes. Rien n’a été déplacé.",
    "passage-not-cut": () =>
      "Vous n’avez pas coupé ces blocs dans cette section durant la dernière demi-heure, ou ils s’y trouvent de nouveau. Rien n’a été déplacé.",
    "passage-pasted": () => "Ce que vous avez coupé se trouve déjà dans une autre section. Rien n’a été déplacé.",
    "passage-place-gone": () => "L’endroit où placer le passage n’existe plus. Rien n’a été déplacé.",
    "passage-unreadable": () => "Ce passage contient un élément qui ne peut être déplacé. Rien n’a été déplacé.",
    "passage-too-large": () => "C’est trop à déplacer d’un coup. Procédez par parties.",
    "passage-locked": ({ heading }) =>
      `Le modèle de cette section garde à sa place le titre « ${heading} ». Ce qui figure en dessous peut être déplacé sans lui.`,
    "nothing-before": () => "Une section se divise après son premier bloc ; il n’y a rien avant celui-ci.",
    "image-on-its-way": () =>
      "Une image de ce passage est encore en cours d’envoi. Déplacez le passage une fois l’image arrivée.",
    "sections-below": ({ section }) => `Des sections se trouvent sous « ${section} ». Déplacez-les d’abord.`,
    "no-such-move": () => "Ce déplacement n’existe pas, ou il est trop ancien pour être annulé.",
    "move-undone": () => "Ce déplacement a déjà été annulé.",
    "no-such-comment": () => "Ce commentaire n’existe pas.",
    "comment-id-taken": () =>
      "Le commentaire d’une autre personne porte déjà cet identifiant ; choisissez-en un autre.",
    "comment-empty": () => "Écrivez d’abord quelque chose : un commentaire a ses propres mots.",
    "comment-too-long": ({ max }) => `Ce texte est trop long : ${max} caractères au plus.`,
    "words-without-section": () => "Les mots cités viennent d’une section ; indiquez laquelle.",
    "words-too-long": ({ max }) =>
      `Un commentaire porte sur ${max} caractères du texte au plus ; commentez plutôt la section dans son ensemble.`,
    "words-not-found": () =>
      "Ces mots ne figurent pas dans la section telle qu’elle est à présent. Votre commentaire n’a pas été publié.",
    "words-found-often": ({ count }) =>
      `Ces mots figurent ${count} fois dans la section. Citez davantage de ce qui les entoure, afin qu’ils ne se trouvent qu’une fois.`,
    "no-such-target": ({ what }) => `Le Programme 2030 n’a ni cible ni indicateur portant le code ${what}.`,
    "gap-stands-alone": () =>
      "Un commentaire porte sur des cibles, ou il signale une lacune qu’aucune cible ne couvre ; pas les deux.",
    "too-many-targets": ({ max }) => `Un commentaire porte sur ${max} cibles au plus.`,
    "mention-unread": ({ person }) => `${person} ne lit pas ce commentaire et ne peut y être mentionné.`,
    "too-many-mentions": ({ max }) => `Un commentaire mentionne ${max} personnes au plus.`,
    "assignee-unread": ({ person }) => `${person} ne lit pas ce commentaire et ne peut en être chargé.`,
    "no-organization-streams": () =>
      "L’observateur d’un État ne fait pas partie de sa délégation et ne s’adresse pas à elle seule ; choisissez le secrétariat ou tous les lecteurs de la section.",
    "stays-inside": () =>
      "Ce qu’écrivent les rédacteurs et les autorités de validation d’une délégation reste en son sein ; son point focal en élargit l’audience.",
    "widened-by-others": () =>
      "L’audience d’un commentaire est élargie par son auteur ; celle du commentaire d’un rédacteur ou d’une autorité de validation, par le point focal de la délégation.",
    "comment-only-widens": () =>
      "L’audience d’un commentaire ne peut que s’élargir : ce qui a été lu ne peut être repris.",
    "comment-widened": () =>
      "L’audience de ce commentaire a déjà été élargie. Ce que les autres en voient est un commentaire distinct.",
    "comment-opened": () => "Tous les lecteurs de la section voient désormais ce commentaire. Poursuivez là-bas.",
    "state-opens-comment": () =>
      "C’est l’État auteur du texte qui ouvre un commentaire aux autres, par son point focal ou le responsable de la section.",
    "not-your-comment": () => "Seule la personne qui l’a écrit peut faire cela.",
    "first-comment-stays": () => "Le commentaire qui ouvre la discussion peut être retiré, non supprimé.",
    "comment-deleted": () => "Ce texte a été supprimé par son auteur.",
    "comment-resolved": () => "Ce commentaire est traité. Rouvrez-le d’abord.",
    "comment-withdrawn": () => "Ce commentaire a été retiré par son auteur, qui seul peut le rouvrir.",
    "reason-missing": () => "Indiquez pourquoi le commentaire n’est pas retenu.",
    "too-many-replies": ({ max }) => `Un commentaire a ${max} réponses au plus. Commencez-en un nouveau.`,
    "thread-too-long": ({ max }) =>
      `Un commentaire et ses réponses comptent ensemble ${max} caractères au plus. Commencez-en un nouveau.`,
    "too-many-open-comments": ({ max }) =>
      `Il y a ici ${max} commentaires à traiter, et il ne peut y en avoir davantage. Traitez-en d’abord.`,
    "too-many-comments": ({ max }) => `Une publication contient ${max} commentaires au plus.`,
    "observers-comment-on-sections": () =>
      "Les observateurs et les destinataires ne commentent pas la publication dans son ensemble ; les observateurs commentent les sections ouvertes aux commentaires.",
    "editors-answer": () =>
      "Seul un éditeur de la collection répond aux commentaires sur la publication dans son ensemble.",
    "editors-record": () => "Seul un éditeur de la collection enregistre des commentaires au nom d’une organisation.",
    "recorded-for-editors": () =>
      "Ce qui est parvenu d’une organisation par une autre voie est vu par le secrétariat, ou par tous les lecteurs de la section.",
    "versions-by-editors": () => "Seul un éditeur de la collection peut figer des versions et les remettre à d’autres.",
    "no-such-version": () => "Cette version n’existe pas.",
    "no-such-paragraph": () => "La version n’a pas ce paragraphe.",
    "section-to-follow": ({ section }) =>
      `« ${section} » est à suivre : cette version n’en contient rien qui puisse être commenté.`,
    "words-not-in-version": () => "Ces mots ne figurent pas dans ce paragraphe de la version.",
    "not-circulated-to": ({ organization }) =>
      `Cette version n’a pas été diffusée à ${organization}. Diffusez-la d’abord, ou consignez le commentaire sur le projet de texte.`,
    "received-after-date": ({ organization, until }) =>
      `Le délai imparti à ${organization} pour commenter cette version a expiré le ${until}. Seul ce qui a été reçu jusque-là y est consigné : indiquez la date de réception.`,
    "section-not-read": () =>
      "Vous ne lisez pas cette section du projet de texte : adressez le commentaire à votre propre organisation ou au secrétariat.",
    "comment-date-past": ({ until }) =>
      `Le ${until} est déjà passé. Choisissez une date ultérieure pour les commentaires.`,
    "version-comments-ended": ({ organization, until }) =>
      `Le délai imparti à ${organization} pour commenter cette version a expiré le ${until}.`,
    "version-comments-not-asked": ({ organization }) =>
      `Cette version a été diffusée pour lecture (${organization}) ; elle ne reçoit pas de commentaires.`,
    "too-many-exemptions": ({ max }) => `Une section compte au plus ${max} exceptions.`,
    "too-many-versions": ({ max }) => `Une publication compte au plus ${max} versions.`,
    "nothing-to-freeze": () => "Choisissez au moins une section qui figure dans la version.",
    "section-not-opened": ({ section }) =>
      `« ${section} » n’est visible que de son État et ne peut figurer dans une version avant que l’État ne l’ouvre à d’autres.`,
    "nothing-to-correct": () =>
      "Un rectificatif ou un additif accompagne une version soumise ou imprimée ; il n’y en a pas encore.",
    "not-correctable": () =>
      "Un rectificatif ou un additif corrige une version soumise ou imprimée, ou une autre version marquée comme soumise.",
    "corrects-not-wanted": () => "Seul un rectificatif ou un additif corrige une autre version.",
    "draft-not-submitted": () =>
      "Un projet n’est pas soumis. Figez une révision, une version soumise ou une version imprimée.",
    "files-in-the-making": () =>
      "Les fichiers de cette version sont encore en préparation. Marquez-la comme soumise dès qu’ils sont là.",
    "version-sealed": () => "Cette version est signée : plus rien n’y change.",
    "version-passed-over": () =>
      "Une version ultérieure a été signée avant celle-ci, qui n’est donc plus signée. Ce qu’elle contient peut être figé de nouveau.",
    "no-signing-key": () =>
      "Rien ne peut être figé en ce moment : la clé qui signe les versions manque sur le serveur ou y est endommagée. Rien n’est perdu ; prévenez la personne qui gère le serveur.",
    "section-unreadable": ({ section }) =>
      `Ce qui est conservé du texte de « ${section} » est endommagé et illisible. Laissez cette section hors de la version, ou demandez à la personne qui gère le serveur de la restaurer.`,
    "no-such-file": ({ what }) => `Cette version n’a pas de fichier nommé ${what}.`,
    "submission-day": ({ from, to }) =>
      `Une version est soumise entre le ${from}, jour où elle a été figée, et le ${to}.`,
    "too-many-submissions": ({ max }) => `Une version est marquée comme soumise ${max} fois au plus.`,
    "changed-since-frozen": ({ count }) =>
      `Sections dont le texte a changé depuis que cette version a été figée : ${count}. Consultez la liste et confirmez qu’elles sont closes elles aussi.`,
    "freeze-not-confirmed": ({ what }) =>
      `Personne ne pourra plus modifier cette version. Pour confirmer, saisissez son titre : ${what}`,
    "not-ready": () =>
      "La liste de contrôle signale des obstacles. Corrigez-les, ou indiquez pour chaque point pourquoi la version est figée malgré tout.",
    "links-by-editors": () => "Seul un éditeur de la collection peut partager des versions par un lien.",
    "no-such-link": () => "Ce lien n’existe pas ou n’est plus valable.",
    "link-ended": () => "Le lien ne serait pas valable un seul instant. Choisissez un jour ultérieur.",
    "link-too-long": ({ max }) => `Un lien est valable ${max} ans au plus.`,
    "too-many-links": ({ max }) =>
      `Une publication compte au plus ${max} liens valables vers ses versions. Révoquez-en d’abord.`,
    "cover-note-unprintable": ({ what }) =>
      `Aucune police ne comporte ces caractères de la note d’accompagnement : ${what} Écrivez-les autrement.`,
    "role-not-at-organization": ({ role, kind }) =>
      `La fonction « ${role} » n’existe pas dans une organisation de ce type (${kind}).`,
    "focal-points-complete": ({ organization, max }) =>
      `${organization} compte déjà ${max} points focaux, soit le maximum ; retirez-en un d’abord.`,
    "last-series-editor": () =>
      "La publication ne peut rester sans éditeur de la collection ; désignez-en d’abord un autre.",
    "changed-meanwhile": () => "La publication a changé entre-temps. Réessayez.",
    "not-a-writer": () => "Vous ne pouvez plus rédiger cette section. Copiez ce qui n’a pas été enregistré.",
    "too-large": () => "Cette modification est trop grande. Copiez-la et insérez-la par parties.",
    malformed: () => "Le serveur n’a pas pu lire cette modification. Copiez-la et insérez-la de nouveau.",
    "signed-out": () => "Vous êtes déconnecté. Reconnectez-vous dans ce navigateur et votre texte sera enregistré.",
    "not-found": () => "Cette section n’existe plus, ou vous ne pouvez plus la lire.",
    "build-too-old": () => "Une version plus récente de l’éditeur est disponible. Rechargez la page.",
    "connection-refused": () => "Le serveur refuse cette connexion. Rechargez la page pour réessayer.",
    "device-full": () => "Pas de connexion, et plus de place sur cet appareil. Copiez votre texte avant de fermer.",
    "device-failing": () =>
      "Pas de connexion, et cet appareil ne peut pas conserver votre texte. Copiez-le avant de fermer.",
    "foreign-text": () => "Cette modification contient des mots écrits sous le nom d’une autre personne.",
    "text-incomplete": () =>
      "La copie du texte sur cet appareil ne contient pas tout ce dont cette modification dépend.",
    "server-set-back": () =>
      "Le serveur est revenu à une copie antérieure de cette section ; il lui manque des mots déjà enregistrés, d’autres personnes aussi. Cet appareil les a encore : copiez-les et insérez de nouveau ce qui manque.",
    "text-full": () =>
      "Cette section contient tout ce qu’une section peut contenir. Supprimez d’abord, ou continuez ailleurs.",
    "content-not-allowed": () => "Cette modification contient ce que le texte d’une section ne peut contenir.",
  },
  parts: {
    lead: "son responsable",
    "co-author": "ses coauteurs",
    "owner-focal-point": "son point focal",
    owner: "l’organisation qui en répond",
    "series-editor": "un éditeur de la collection",
    "copy-editor": "le réviseur",
    "focal-point": "les points focaux des États",
    delegation: "les délégations des États",
    member: "les membres",
    reviewer: "les évaluateurs",
    observer: "les observateurs",
    recipient: "les destinataires",
  },
  kinds: {
    "member-state": "État membre",
    secretariat: "secrétariat",
    "international-organization": "organisation internationale",
    partner: "partenaire",
    "civil-society": "société civile",
    "regional-process": "processus régional",
    recipient: "destinataire",
  },
  actions: {
    writeSection: "modifier",
    changeSubstance: "modifier sur le fond",
    comment: "commenter",
    replyToComment: "répondre aux commentaires sur",
    answerComment: "donner réponse aux commentaires sur",
    resolveComment: "traiter les commentaires sur",
    propose: "proposer des changements à",
    object: "s’opposer à",
    renameSection: "renommer",
    moveSection: "déplacer",
    splitSection: "diviser",
    mergeSection: "fusionner",
    closeSection: "clore",
    openSection: "rouvrir",
    submitSection: "soumettre",
    setSectionState: "changer l’état de",
    setSectionNumbering: "régler la numérotation de",
    setSectionLimit: "limiter la longueur de",
    setSectionAudience: "élargir l’audience de",
    setSectionLead: "nommer le responsable de",
    setSectionCoAuthors: "nommer les coauteurs de",
  },
}
