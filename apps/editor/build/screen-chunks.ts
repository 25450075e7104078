import { join } from "node:path"
import { rolldown } from "rolldown"
import type { Plugin } from "vite"

export interface ScreenChunksOptions {
  /** Where the application starts. */
  entry: RegExp
  /** What stands around every screen of a publication. */
  frame: RegExp
  /** Screens that do not write. */
  screens: RegExp[]
  /** The screen that writes. */
  writing: RegExp
  /** Libraries that it alone needs, which change less often than it does. */
  writingOnly: RegExp
  /** What it loads once its text is there. */
  layers: RegExp[]
  /** A page that shows a text as it was frozen, without the writing surface. */
  frozen: RegExp
  /** What another screen loads of the same when it is asked for, and that without the writing surface. */
  beside: RegExp[]
}

/**
 * Puts modules into few files that are fetched together, where by itself the build makes one for every set of screens that
 * share something. Each file may need those before it in the list, never one after it.
 *
 * - start: what the application starts with
 * - frame: what stands around the screens of a publication, and what two of them share
 * - shared: what the writing surface has in common with what stands beside another screen
 * - text: what a text is, for the writing surface and for a page that shows a frozen one
 * - libraries, writing: the writing surface
 * - beside: what stands beside another screen, and in part over a text
 * - layers: what lies over a text
 *
 * All else stays with the screen or the dialog that asks for it.
 */
export function screenChunks(options: ScreenChunksOptions): Plugin {
  let names: ReadonlyMap<string, string> = new Map()
  return {
    name: "codraft-screen-chunks",
    apply: "build",
    async buildStart() {
      names = named(options, await importsLeft(this.environment.config.root))
    },
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // They are among the names already, as far as they are used.
              includeDependenciesRecursively: false,
              groups: [{ debugName: "screens", name: (id: string) => names.get(id) ?? null }],
            },
          },
        },
      },
    }),
  }
}

/**
 * What each module really imports. The sources would not say: whoever takes one name from the index of a package imports all
 * of it there, until what is not used has been shaken out. So all is built once before, each module by itself.
 */
async function importsLeft(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const bundle = await rolldown({
    input: join(root, "src/main.tsx"),
    platform: "browser",
    logLevel: "silent",
    resolve: { conditionNames: ["browser", "module", "production", "import", "default"] },
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    // Styles go with what imports them; here they only have to count as something.
    plugins: [
      {
        name: "styles",
        load: { filter: { id: /\.css$/ }, handler: () => ({ code: "globalThis.style", moduleType: "js" }) },
      },
    ],
  })
  const { output } = await bundle.generate({ preserveModules: true })
  await bundle.close()
  const chunks = output.filter((file) => file.type === "chunk")
  const moduleOf = new Map(chunks.map((chunk) => [chunk.fileName, chunk.facadeModuleId ?? chunk.fileName]))
  return new Map(
    chunks.map(({ fileName, imports }) => [
      moduleOf.get(fileName) ?? fileName,
      imports.flatMap((name) => moduleOf.get(name) ?? []),
    ]),
  )
}

function named(options: ScreenChunksOptions, imports: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const names = new Map<string, string>()
  const give = (name: string, ids: Iterable<string>) => {
    for (const id of ids) if (!names.has(id)) names.set(id, name)
  }
  const reached = (root: RegExp): Set<string> => {
    const found = new Set<string>()
    const waiting = [...imports.keys()].filter((id) => root.test(id))
    if (waiting.length === 0) throw new Error(`No module is called ${root}.`)
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue
      found.add(id)
      waiting.push(...(imports.get(id) ?? []))
    }
    return found
  }
  const start = [...reached(options.entry)]
  // The entry itself stays where the page looks for it.
  give(
    "start",
    start.filter((id) => !options.entry.test(id)),
  )
  give("frame", reached(options.frame))
  const writing = reached(options.writing)
  const layers = new Set(options.layers.flatMap((layer) => [...reached(layer)]))
  const beside = new Set(options.beside.flatMap((module) => [...reached(module)]))
  const screens = options.screens.map(reached)
  // What the writing surface shares with its layers alone is no concern of the other screens.
  give("frame", sharedBy([...screens, new Set([...writing, ...layers])]))
  for (const screen of screens) give("frame", sharedBy([screen, beside]))
  give("shared", sharedBy([beside, writing]))
  give("text", sharedBy([reached(options.frozen), writing]))
  give(
    "libraries",
    [...writing].filter((id) => options.writingOnly.test(id)),
  )
  give("writing", writing)
  give("beside", beside)
  give("layers", layers)
  return names
}

/** What is in at least two of the sets. */
function sharedBy(sets: readonly ReadonlySet<string>[]): string[] {
  const all = new Set(sets.flatMap((set) => [...set]))
  return [...all].filter((id) => sets.filter((set) => set.has(id)).length > 1)
}
