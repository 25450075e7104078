import { lineForm } from "../../form/attributes.ts"

export const quoteForms = { quote: lineForm }
