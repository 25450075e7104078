import type { ChangedPlace, Checked, CheckedFile, CheckedPrevious } from "@codraft/publish/verify"
import { m } from "../language/language.ts"
import type { Unreadable } from "./verify-files.ts"

export function unreadableWords(because: Unreadable): string {
  switch (because) {
    case "no-package":
    case "no-manifest":
      return m.verify_no_package()
    case "damaged":
      return m.verify_damaged()
    case "not-read":
      return m.verify_not_read()
    case "too-large":
      return m.verify_too_large()
    case "broken-manifest":
      return m.verify_broken_manifest()
    default:
      return because satisfies never
  }
}

export function fileStateWords(state: CheckedFile["state"]): string {
  switch (state) {
    case "as-frozen":
      return m.verify_file_as_frozen()
    case "changed":
      return m.verify_file_changed()
    case "missing":
      return m.verify_file_missing()
    case "added":
      return m.verify_file_added()
    case "twice":
      return m.verify_file_twice()
    default:
      return state satisfies never
  }
}

export function signatureWords({ signature }: Checked): string {
  switch (signature) {
    case "trusted":
      return m.verify_signature_trusted()
    case "own-key":
      return m.verify_signature_own_key()
    case "invalid":
      return m.verify_signature_invalid()
    case "missing":
      return m.verify_signature_missing()
    case "unknown-key":
      return m.verify_signature_unknown_key()
    case "unsupported":
      return m.verify_signature_unsupported()
    default:
      return signature satisfies never
  }
}

export function previousWords(previous: CheckedPrevious): string {
  switch (previous.state) {
    case "first":
      return m.verify_previous_first()
    case "follows":
      return m.verify_previous_follows({ number: previous.number })
    case "not-at-hand":
      return m.verify_previous_not_at_hand({ number: previous.number })
    case "does-not-follow":
      return m.verify_previous_does_not_follow({ number: previous.number })
    default:
      return previous satisfies never
  }
}

export function changeWords({ section, what, index = 0, number }: ChangedPlace): string {
  const place = `${section.number} ${section.title}`
  switch (what) {
    case "paragraph":
      return number === undefined ? m.verify_change_block({ place, index }) : m.verify_change_number({ place, number })
    case "footnote":
      return m.verify_change_footnote({ place, index })
    case "title":
      return m.verify_change_title({ place })
    case "added":
      return m.verify_change_added({ place })
    case "missing":
      return m.verify_change_missing({ place })
    default:
      return what satisfies never
  }
}
