import { decideMember, decideRemoval } from "./decide-members.ts"
import { decideAddition, decideMove } from "./decide-outline.ts"
import {
  decideAudience,
  decideClosing,
  decideLimit,
  decideName,
  decideNumbering,
  decideOpening,
  decidePeople,
  decideState,
} from "./decide-section.ts"
import type { Command, StoreImage } from "./commands.ts"
import { decideImage } from "./decide-images.ts"
import { type Actor, type Decision, type Ruling, withStreams } from "./decision.ts"
import { exhausted } from "./exhausted.ts"
import type { Publication } from "./publication.ts"
import { refusalOf } from "./refusals.ts"
import { type StreamName, streams } from "./streams.ts"
import { decideTemplate, decideTemplateRemoval, decideTemplateUse } from "./templates/decide-templates.ts"
import { pathTo } from "./tree.ts"
import { decideCirculation } from "./versions/circulation.ts"
import { decideExemption } from "./versions/decide-exemption.ts"
import { decideFiles } from "./versions/decide-seal.ts"
import { decideLink, decideRevocation } from "./versions/decide-links.ts"
import type { MakeLink } from "./versions/link.ts"

/** What the server alone may ask for, with what it holds in its hands. */
export type ServerCommand = StoreImage | MakeLink

/**
 * What a command does to the full state: events to append, or a refusal. A command that asks for what already is
 * gives no events. The events are to be appended only if the streams that they rest on still stand where they stood.
 */
export function decide(state: Publication, command: Command | ServerCommand, actor: Actor): Decision {
  const ruling = rule(state, command, actor)
  if (!Array.isArray(ruling)) return { refusal: ruling }
  return withStreams(state, ruling, restsOn(state, command))
}

function rule(state: Publication, command: Command | ServerCommand, actor: Actor): Ruling {
  if (command.publicationId !== state.id) return refusalOf("no-such-publication")
  switch (command.type) {
    case "addSection":
      return decideAddition(state, command, actor)
    case "moveSection":
      return decideMove(state, command, actor)
    case "renameSection":
      return decideName(state, command, actor)
    case "openSection":
      return decideOpening(state, command, actor)
    case "closeSection":
      return decideClosing(state, command, actor)
    case "setSectionState":
      return decideState(state, command, actor)
    case "setSectionAudience":
      return decideAudience(state, command, actor)
    case "setSectionPeople":
      return decidePeople(state, command, actor)
    case "setSectionNumbering":
      return decideNumbering(state, command, actor)
    case "setSectionLimit":
      return decideLimit(state, command, actor)
    case "useTemplate":
      return decideTemplateUse(state, command, actor)
    case "setTemplate":
      return decideTemplate(state, command, actor)
    case "removeTemplate":
      return decideTemplateRemoval(state, command, actor)
    case "exemptFinding":
    case "withdrawExemption":
      return decideExemption(state, command, actor)
    case "circulateVersion":
      return decideCirculation(state, command, actor)
    case "makeFilesAgain":
    case "waiveFiles":
      return decideFiles(state, command, actor)
    case "makeLink":
      return decideLink(state, command, actor)
    case "revokeLink":
      return decideRevocation(state, command, actor)
    case "storeImage":
      return decideImage(state, command, actor)
    case "setMember":
      return decideMember(state, command, actor)
    case "removeMember":
      return decideRemoval(state, command, actor)
    default:
      return exhausted(command)
  }
}

/**
 * Memberships decide who may; the section and those above it, now and at the place where it is to go, decide who reads and whether parents
 * would form a ring.
 */
function restsOn(state: Publication, command: Command | ServerCommand): StreamName[] {
  const named = ["sectionId" in command ? command.sectionId : null, "parentId" in command ? command.parentId : null]
  const sections = new Set(named.flatMap((id) => pathTo(state, id)).map(({ id }) => id))
  return [streams.publication(state.id), ...[...sections].map((id) => streams.section(id))]
}
