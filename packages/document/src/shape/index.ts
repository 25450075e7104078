export { type HeadingInText, headingsMax, headingsOf, type SectionHeadings } from "./headings.ts"
export { type PartState, partStates, wordsUnder } from "./parts.ts"
