import { execFileSync, spawnSync } from "node:child_process"

/** Why tests that read PDFs cannot run here; null where they can, and always under CI, where poppler must be there. */
export const noPoppler =
  spawnSync("pdftotext", ["-v"]).error === undefined || process.env["CI"] === "true"
    ? null
    : "no pdftotext on this machine (poppler-utils)"

/** The words of each page, in the order in which a program reads them. */
export function pagesOf(pdf: Uint8Array): string[] {
  return poppler("pdftotext", ["-", "-"], pdf).split("\f").slice(0, -1)
}

/** What `pdfinfo` says, by name. */
export function factsOf(pdf: Uint8Array): ReadonlyMap<string, string> {
  const lines = poppler("pdfinfo", ["-"], pdf).split("\n")
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]))
}

/** The kinds of tags in reading order. */
export function tagsOf(pdf: Uint8Array): string[] {
  const lines = poppler("pdfinfo", ["-struct", "-"], pdf).split("\n")
  return lines.flatMap((line) => /^ *([A-Z]\w*)/.exec(line)?.[1] ?? [])
}

/** By name of the font, without the letters before "+". */
export function fontsOf(pdf: Uint8Array): string[] {
  const rows = poppler("pdffonts", ["-"], pdf).split("\n").slice(2)
  return rows.flatMap((row) => /\+(\S+)/.exec(row)?.[1] ?? [])
}

/** Width and height of each page in points. */
export function pageSizesOf(pdf: Uint8Array): [number, number][] {
  const lines = poppler("pdfinfo", ["-f", "1", "-l", "-1", "-"], pdf)
  return [...lines.matchAll(/size: +([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => [Number(width), Number(height)])
}

function poppler(program: string, args: string[], input: Uint8Array): string {
  return execFileSync(program, args, { input, maxBuffer: 64 * 2 ** 20, stdio: ["pipe", "pipe", "ignore"] }).toString()
}
