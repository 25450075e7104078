import { execFileSync, spawnSync } from "node:child_process"

/** Why tests of printed pages are skipped here, or null: under CI=true they never are. */
export const pdfToolsMissing =
  spawnSync("pdftotext", ["-v"]).error === undefined || process.env.CI === "true"
    ? null
    : "no pdftotext on this machine (poppler-utils)"

/** The text of each page as it stands on it. */
export function pagesOf(pdf: Buffer): string[] {
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 64 * 2 ** 20 }).toString()
  return text.split("\f").slice(0, -1)
}
