declare module "jsonld" {
  interface Options {
    documentLoader: (url: string) => Promise<{ contextUrl?: string; documentUrl: string; document: object }>
    /** Anything that would be left out is an error. */
    safe: boolean
  }
  const jsonld: { expand(document: object, options: Options): Promise<Record<string, unknown>[]> }
  export default jsonld
}
