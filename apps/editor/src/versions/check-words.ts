import type { Finding } from "@codraft/publish/preflight"
import { intlLocale, m } from "../language/language.ts"

interface CheckWords {
  title: () => string
  hint?: () => string
}

const known: Record<string, CheckWords> = {
  "open-comments": { title: m.check_open_comments },
  "empty-section": { title: m.check_empty_section },
  "image-without-alt": { title: m.check_image_without_alt, hint: m.check_image_without_alt_hint },
  "missing-image": { title: m.check_missing_image },
  "broken-reference": { title: m.check_broken_reference, hint: m.check_broken_reference_hint },
  "section-not-closed": { title: m.check_section_not_closed },
  "target-without-text": { title: m.check_target_without_text },
  "writing-now": { title: m.check_writing_now, hint: m.check_writing_now_hint },
  "country-name": { title: m.check_country_name, hint: m.check_country_name_hint },
  "unprintable-character": { title: m.check_characters, hint: m.check_characters_hint },
}

/** What a check is called; one that is not known here by its own name, so that nothing of the list is lost. */
export function checkWords(check: string): { title: string; hint: string | null } {
  const words = known[check]
  return words === undefined
    ? { title: m.check_other({ name: check.replaceAll("-", " ") }), hint: null }
    : { title: words.title(), hint: words.hint?.() ?? null }
}

/** Why what was found may stand. */
export function exemptionWords({ exemption, reason }: Finding): string | null {
  if (exemption === undefined) return null
  if (exemption === "editor") return reason ?? null
  return exemption === "quotation" ? m.check_in_quotation() : m.check_in_title()
}

/** What stands behind the place of a finding: what it is, what is offered for it, how often. */
export function findingWords({ check, what, offered, count }: Finding): string {
  const said =
    what === undefined ? "" : check === "target-without-text" ? m.target_name({ code: what }) : m.check_what({ what })
  const better = offered === undefined || offered === "" ? said : m.check_offered({ said, offered })
  if (count < 2) return better
  const times = new Intl.NumberFormat(intlLocale()).format(count)
  return better === "" ? times : `${better} (${times})`
}
