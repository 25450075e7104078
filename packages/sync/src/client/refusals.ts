import type { Refusal } from "@codraft/publication"
import { closeCodes, frameTooLargeCode } from "../protocol/index.ts"
import type { DeviceError } from "./device-store.ts"

/** What the client itself has to say when it cannot go on; the editor translates by code. */
export const refusals = {
  notAWriter: {
    code: "not-a-writer",
    message: "You may no longer write this section. Copy what was not saved, if you want to keep it.",
  },
  tooLarge: {
    code: "too-large",
    message: "This change is too large to be saved. Copy it and insert it in smaller parts.",
  },
  setBack: {
    code: "server-set-back",
    message:
      "The server was set back to an earlier copy of this section and lacks words that were saved before, other people's among them. This device still has them: copy them, and insert again what is missing.",
  },
  malformed: {
    code: "malformed",
    message: "The server could not read this change. Copy what was not saved and insert it again.",
  },
  signedOut: {
    code: "signed-out",
    message: "You are signed out. Sign in again in this browser, and your text will be saved.",
  },
  notFound: {
    code: "not-found",
    message: "This section is not there any more, or you may no longer read it.",
  },
  buildTooOld: {
    code: "build-too-old",
    message: "A newer version of the editor is available. Reload the page to go on; your text is kept.",
  },
  stopped: {
    code: "connection-refused",
    message: "The server does not accept this connection. Reload the page to try again.",
  },
  deviceFull: {
    code: "device-full",
    message: "There is no connection, and this device has no space left to keep your text. Copy it before you close.",
  },
  deviceFailing: {
    code: "device-failing",
    message: "There is no connection, and this device cannot keep your text. Copy it before you close.",
  },
} as const satisfies Record<string, Refusal>

export type Ending =
  /** Comes back by itself. */
  | { readonly kind: "retry" }
  /** What was sent cannot be taken: begin anew without it. */
  | { readonly kind: "load-anew"; readonly refusal: Refusal }
  /** Everything stays as it is until the person has done something. */
  | { readonly kind: "wait"; readonly refusal: Refusal }
  /** The section is no longer this person's to read: nothing of it stays. */
  | { readonly kind: "forget"; readonly refusal: Refusal }

/** What a close code means for the text. */
export function endingOf(closeCode: number): Ending {
  switch (closeCode) {
    case closeCodes.malformed:
      return { kind: "load-anew", refusal: refusals.malformed }
    case closeCodes.tooLarge:
    case frameTooLargeCode:
      return { kind: "load-anew", refusal: refusals.tooLarge }
    case closeCodes.notSignedIn:
      return { kind: "wait", refusal: refusals.signedOut }
    case closeCodes.buildTooOld:
      return { kind: "wait", refusal: refusals.buildTooOld }
    case closeCodes.notFound:
      return { kind: "forget", refusal: refusals.notFound }
    default:
      return closeCode >= 4400 && closeCode < 4500 ? { kind: "wait", refusal: refusals.stopped } : { kind: "retry" }
  }
}

export function deviceRefusal(failure: DeviceError): Refusal {
  return failure.isFull ? refusals.deviceFull : refusals.deviceFailing
}
