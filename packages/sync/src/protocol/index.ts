export { messageBounds } from "./bounds.ts"
export { type CloseCode, closeCodes, frameTooLargeCode, mayRetryAfter } from "./close-codes.ts"
export {
  type ChangedPart,
  changedParts,
  type EventsMessage,
  EventsMessageSchema,
  type EventsRequest,
  EventsRequestSchema,
} from "./events.ts"
export {
  decodeMessage,
  encodeMessage,
  MalformedMessageError,
  type Message,
  MessageTooLargeError,
  messageNumbers,
  syncNumbers,
} from "./messages.ts"
export {
  type Credit,
  decodeTextEntry,
  encodeTextEntry,
  isServerClientId,
  serverClientIdMin,
  type TextEntry,
  textEntryFormat,
} from "./text-entry.ts"
export { PROTOCOL_VERSION } from "./version.ts"
