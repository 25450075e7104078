import { lineForm } from "../../form/attributes.ts"

export const captionForms = { caption: lineForm }
