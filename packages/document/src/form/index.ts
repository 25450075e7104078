export { type NoteKind, noteKinds } from "../kinds/footnote/form.ts"
export { isAllowedUrl } from "../kinds/link/form.ts"
export { listDepthMax } from "../kinds/list/form.ts"
export { spanMax } from "../kinds/table/form.ts"
export {
  type Container,
  type Content,
  type ElementForm,
  idAttribute,
  isBlockId,
  isLanguageTag,
  languageAttribute,
  statePrefix,
} from "./attributes.ts"
export {
  type ChildName,
  contentOf,
  type ElementName,
  elementForm,
  elementForms,
  type Format,
  formatBits,
  formatMask,
  formats,
  formatsOf,
  isAllowedAttribute,
  isBlockName,
  isContainerContent,
  isElementName,
  isLineName,
  isMarkAttribute,
  markAttribute,
  markState,
  mayHold,
  payloadsName,
  rootName,
  rootNodeName,
  threadOfMark,
} from "./form.ts"
export { isAllowedInPayload } from "./payloads.ts"
export { isAllowedTextAttribute, isTextProperties, tabType } from "./text.ts"
