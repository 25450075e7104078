import { fileURLToPath } from "node:url"
import { NodeCompiler, type NodeTypstDocument, PdfStandard } from "@myriaddreamin/typst-ts-node-compiler"
import { type Font, textFamilies } from "./fonts.ts"
import { privateFamily, withPrivateFamily } from "./private-family.ts"

/** Why there is no PDF; the message is for people. */
export class PdfError extends Error {
  override readonly name = "PdfError"
}

export interface Typesetting {
  /** A file of `typst/`. */
  readonly template: "book.typ" | "corrigendum.typ" | "cover.typ"
  /** What is set: words are data there and never read as markup. */
  readonly json: string
  /** By the path under which the template asks for them, with what people call them. */
  readonly images?: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly said: string }>
  readonly fonts: readonly Font[]
}

export interface Typeset {
  readonly bytes: Uint8Array
  readonly pages: number
}

/** Sets pages as tagged PDF (PDF/UA-1). Nothing outside of its folder can be read by what is compiled. */
export function typeset({ template, json, images = new Map(), fonts }: Typesetting): Typeset {
  const compiler = NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => Buffer.from(withPrivateFamily(bytes).buffer)) }],
  })
  try {
    compiler.mapShadow(`${folder}/sheet.json`, Buffer.from(json))
    for (const [path, { bytes }] of images) compiler.mapShadow(`${folder}${path}`, Buffer.from(bytes))
    return print(compiler, template, images)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

/** The families of these fonts in the order in which they are asked for a character. */
export function familiesOf(fonts: readonly Font[]) {
  const [serif, sans, arabic] = textFamilies
  const others = [...new Set(fonts.map(({ family }) => family))].filter((family) => !isTextFamily(family))
  return {
    serif: [serif, arabic, sans, ...others].map(privateFamily),
    sans: [sans, arabic, serif, ...others].map(privateFamily),
    arabic: privateFamily(arabic),
  }
}

function isTextFamily(family: string): boolean {
  return textFamilies.some((name) => name === family)
}

const folder = fileURLToPath(new URL("../../typst", import.meta.url))

function print(compiler: NodeCompiler, template: string, images: NonNullable<Typesetting["images"]>): Typeset {
  const compiled = compiler.compile({ mainFilePath: `${folder}/${template}` })
  if (compiled.result !== null) return { bytes: exported(compiler, compiled.result), pages: compiled.result.numOfPages }
  const errors = compiled.takeDiagnostics()
  const cause = errors === null ? undefined : compiler.fetchDiagnostics(errors)
  const broken = [...images].filter(([path]) => !canSet(compiler, `#image(${JSON.stringify(path)})`))
  const reason =
    broken.length === 0
      ? "the pages could not be set"
      : `no image can be read from the file of ${broken.map(([, { said }]) => said).join(", ")}`
  throw new PdfError(`The PDF cannot be made: ${reason}.`, { cause })
}

/** `source` is ours: nothing that people wrote goes into it. */
function canSet(compiler: NodeCompiler, source: string): boolean {
  return compiler.compile({ mainFileContent: source }).result !== null
}

function exported(compiler: NodeCompiler, document: NodeTypstDocument): Uint8Array {
  try {
    return new Uint8Array(compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 }))
  } catch (cause) {
    throw new PdfError("The PDF cannot be made: it would not be accessible (PDF/UA-1).", { cause })
  }
}
