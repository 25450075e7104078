import { type Template, TemplateSchema } from "../templates/template.ts"

/** The shape in which the delegations of States are asked to write: what they are asked for is what their entries hold. */
export const nationalTemplate: Template = TemplateSchema.parse({
  id: "national-text",
  name: "National text",
  parts: [
    {
      id: "measures",
      heading: {
        en: "Strategies, policies and measures",
        fr: "Stratégies, politiques et mesures",
        es: "Estrategias, políticas y medidas",
        ar: "الاستراتيجيات والسياسات والتدابير",
      },
      level: 2,
      isLocked: true,
      isRequired: true,
      help: {
        en: "Laws, strategies, plans and agreements that bear on migration: what each sets out to do, which body leads it, since when it applies, and the targets that it serves.",
        fr: "Lois, stratégies, plans et accords qui touchent à la migration : leur objet, l’organisme qui les pilote, la date depuis laquelle ils s’appliquent et les cibles qu’ils servent.",
        es: "Leyes, estrategias, planes y acuerdos relativos a la migración: qué se proponen, qué organismo los dirige, desde cuándo se aplican y a qué metas contribuyen.",
        ar: "القوانين والاستراتيجيات والخطط والاتفاقات المتصلة بالهجرة: غرض كل منها، والجهة التي تقودها، وتاريخ بدء العمل بها، والغايات التي تخدمها.",
      },
      wordsMax: 500,
    },
    {
      id: "baseline",
      heading: { en: "Baseline", fr: "Situation de référence", es: "Línea de base", ar: "خط الأساس" },
      level: 2,
      isLocked: true,
      isRequired: true,
      help: {
        en: "Where the country stands on the targets: indicator with its edition, value and year, who produced it, and how it is broken down. Where there is no value, say why; missing is never zero.",
        fr: "Où en est le pays au regard des cibles : indicateur et édition, valeur et année, organisme producteur, ventilation. En l’absence de valeur, dire pourquoi ; une donnée manquante ne vaut jamais zéro.",
        es: "En qué punto se halla el país respecto de las metas: indicador y edición, valor y año, organismo que lo produce y desglose. Si no hay valor, indíquese por qué; un dato que falta nunca equivale a cero.",
        ar: "موقع البلد من الغايات: المؤشر وطبعته، والقيمة والسنة، والجهة المنتجة، وطريقة التصنيف. وإذا لم تتوافر قيمة فيُذكر السبب؛ فالبيان الناقص ليس صفرا.",
      },
      wordsMax: 300,
    },
    {
      id: "practice",
      heading: { en: "Good practice", fr: "Bonne pratique", es: "Buena práctica", ar: "ممارسة جيدة" },
      level: 2,
      isLocked: true,
      isRequired: true,
      help: {
        en: "One practice that others could take up: the problem, what was done, with whom and for whom, what came of it and how that is known, and what it would take elsewhere.",
        fr: "Une pratique que d’autres pourraient reprendre : le problème, ce qui a été fait, avec qui et pour qui, les résultats et la manière dont ils sont connus, les conditions de transposition.",
        es: "Una práctica que otros podrían adoptar: el problema, qué se hizo, con quién y para quién, qué resultados dio y cómo se conocen, y qué haría falta en otro lugar.",
        ar: "ممارسة يمكن لغيركم الأخذ بها: المشكلة، وما الذي جرى عمله، ومع من ولمن، وما نتائجه وكيف عُرفت، وما يلزم لتطبيقها في مكان آخر.",
      },
      wordsMax: 400,
    },
    {
      id: "challenges",
      heading: {
        en: "Challenges and lessons learned",
        fr: "Difficultés et enseignements",
        es: "Desafíos y enseñanzas",
        ar: "التحديات والدروس المستفادة",
      },
      level: 2,
      isLocked: true,
      isRequired: true,
      help: {
        en: "What stands in the way, who is affected and since when, the steps taken so far, and what would be done differently today.",
        fr: "Ce qui fait obstacle, qui est touché et depuis quand, les mesures prises jusqu’ici et ce qui serait fait autrement aujourd’hui.",
        es: "Qué dificulta los avances, a quién afecta y desde cuándo, qué se ha hecho hasta ahora y qué se haría hoy de otro modo.",
        ar: "ما الذي يعيق التقدم، ومن المتضرر ومنذ متى، والخطوات المتخذة حتى الآن، وما الذي كان سيجري عمله على نحو مختلف اليوم.",
      },
      wordsMax: 300,
    },
    {
      id: "capacity",
      heading: {
        en: "Capacity and support",
        fr: "Capacités et appui",
        es: "Capacidad y apoyo",
        ar: "القدرات والدعم",
      },
      level: 2,
      isLocked: true,
      isRequired: false,
      help: {
        en: "What the country needs in order to measure and report, for which target and by when; and what it can offer to others.",
        fr: "Ce dont le pays a besoin pour mesurer et rendre compte, pour quelle cible et à quelle échéance ; et ce qu’il peut offrir à d’autres.",
        es: "Qué necesita el país para medir e informar, para qué meta y en qué plazo; y qué puede ofrecer a otros.",
        ar: "ما يحتاج إليه البلد من أجل القياس والإبلاغ، ولأي غاية ومتى؛ وما يمكنه أن يقدمه لغيره.",
      },
      wordsMax: 300,
    },
  ],
})
