type Names = Readonly<Record<"fr" | "es" | "ar", string>>

/** Official names of organizations of the United Nations system, by the English one. */
const names: Readonly<Record<string, Names>> = {
  "International Organization for Migration": {
    fr: "Organisation internationale pour les migrations",
    es: "Organización Internacional para las Migraciones",
    ar: "المنظمة الدولية للهجرة",
  },
  "IOM secretariat": {
    fr: "Secrétariat de l’OIM",
    es: "Secretaría de la OIM",
    ar: "أمانة المنظمة الدولية للهجرة",
  },
  "International Labour Organization": {
    fr: "Organisation internationale du Travail",
    es: "Organización Internacional del Trabajo",
    ar: "منظمة العمل الدولية",
  },
  "United Nations Department of Economic and Social Affairs": {
    fr: "Département des affaires économiques et sociales de l’Organisation des Nations Unies",
    es: "Departamento de Asuntos Económicos y Sociales de las Naciones Unidas",
    ar: "إدارة الأمم المتحدة للشؤون الاقتصادية والاجتماعية",
  },
}

/** The name of an organization in a language, with what stands in brackets behind it; as it is where it is not known by that name. */
export function organizationNameIn(language: string, name: string): string {
  const [, full = name, short = ""] = /^(.*?)(\s*\([^()]*\))?$/u.exec(name.trim()) ?? []
  const tag = language.split("-")[0] ?? ""
  const known = Object.hasOwn(names, full) ? names[full] : undefined
  const said = known !== undefined && (tag === "fr" || tag === "es" || tag === "ar") ? known[tag] : null
  // What is short for the English name may be short for no other one.
  return said ?? `${full}${short}`
}
