export { backpressure, eventBounds, rhythm, roomBounds } from "./bounds.ts"
export { factsIn } from "./draft.ts"
export { EventHub, type EventHubDeps, type PresenceSource } from "./event-hub.ts"
export { type Followers, type LateRoute, type LateWords, RouteChanged } from "./followers.ts"
export { Hub, type HubDeps, StoppingError } from "./hub.ts"
export { serverAuthor } from "./judge.ts"
export type { JointChange, MakeJointChange } from "./joint-write.ts"
export { mergeUpdates } from "./merge.ts"
export { textOfSnapshot } from "./text-snapshot.ts"
export { createLocalBus } from "./local-bus.ts"
export type {
  Bus,
  BusMessage,
  Clock,
  EventConnection,
  EventSession,
  EventsLink,
  Facts,
  HubObserver,
  JudgeAnswer,
  JudgeRequest,
  Link,
  MakeUpdate,
  PresenceFields,
  PresenceState,
  ServerLink,
  TextConnection,
  TextSession,
  TextState,
  TextWorker,
  WriteBasis,
  Written,
} from "./ports.ts"
export type { SessionOfWork } from "./sessions-of-work.ts"
