import { m } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"

/** Copies the address of a passage; where the browser refuses, it stands in the address bar, from where it can be copied. */
export async function copyLink(path: string): Promise<boolean> {
  const url = new URL(path, location.href)
  try {
    await navigator.clipboard.writeText(url.href)
    announce(m.link_copied())
    return true
  } catch {
    history.replaceState(history.state, "", url)
    announce(m.link_in_address_bar())
    return false
  }
}
