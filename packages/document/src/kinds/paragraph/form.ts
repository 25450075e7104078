import { lineForm } from "../../form/attributes.ts"

export const paragraphForms = { paragraph: lineForm }
