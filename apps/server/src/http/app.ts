import type { MiddlewareHandler } from "hono"
import { compress } from "hono/compress"
import type { EditorFiles } from "../editor-files.ts"
import type { PublicationCoverage } from "../coverage/publication-coverage.ts"
import type { PublicationGoals } from "../publications/publication-goals.ts"
import type { PublicationAbbreviations } from "../publications/publication-abbreviations.ts"
import type { PublicationLengths } from "../publications/publication-lengths.ts"
import type { PublicationNumbers } from "../publications/publication-numbers.ts"
import type { PublicationSearch } from "../publications/publication-search.ts"
import type { Readiness } from "../readiness.ts"
import type { DemoPerson } from "../sample.ts"
import type { SectionChanges } from "../sections/section-changes.ts"
import type { SectionAuthors } from "../sections/section-authors.ts"
import type { SectionHistory } from "../sections/section-history.ts"
import type { SectionImages } from "../sections/section-images.ts"
import type { SectionReader } from "../sections/section-reader.ts"
import type { PublicationRegister } from "../register/publication-register.ts"
import type { PublicationVersions } from "../versions/publication-versions.ts"
import type { CoverNotes } from "../versions/cover-notes.ts"
import type { VersionComparisons } from "../versions/version-comparisons.ts"
import type { SharedVersions } from "../versions/shared-versions.ts"
import type { PublicationReview } from "../review/publication-review.ts"
import type { ImportComments } from "../review/import-comments.ts"
import type { ImportPreview } from "../review/import-preview.ts"
import type { SeenComments } from "../review/seen-comments.ts"
import { type SyncDeps, syncRoutes } from "../socket/routes.ts"
import { accountRoutes } from "./account.ts"
import { answerProblem } from "./answer-problem.ts"
import { buildRoutes } from "./build.ts"
import { commandRoutes } from "./commands.ts"
import { coverageRoutes } from "./coverage.ts"
import { demoRoutes } from "./demo.ts"
import { editorRoutes } from "./editor.ts"
import { type HttpEnv, newRoutes, type Routes } from "./env.ts"
import { knowCaller, limitBodies, refuseForeignPages } from "./guard.ts"
import { goalRoutes } from "./goals.ts"
import { healthRoutes } from "./health.ts"
import { changesRoutes } from "./changes.ts"
import { authorshipRoutes } from "./authorship.ts"
import { historyRoutes } from "./history.ts"
import { importRoutes } from "./import.ts"
import { imageRoutes } from "./images.ts"
import { abbreviationRoutes } from "./abbreviations.ts"
import { lengthRoutes } from "./lengths.ts"
import { notFound, Problem } from "./problem.ts"
import { numberRoutes } from "./numbers.ts"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import { publicationRoutes } from "./publications.ts"
import { registerRoutes } from "./register.ts"
import { reviewRoutes } from "./review.ts"
import { searchRoutes } from "./search.ts"
import { readingRoutes } from "./reading.ts"
import { sectionRoutes } from "./sections.ts"
import { sharedVersionRoutes } from "./shared-versions.ts"
import { securityHeaders } from "./security-headers.ts"
import { tokenRoutes } from "./tokens.ts"
import { submissionRoutes } from "./version-submission.ts"
import { coverNoteRoutes } from "./cover-note.ts"
import { versionDiffRoutes } from "./version-diff.ts"
import { versionRoutes } from "./versions.ts"

export interface AppDeps extends SyncDeps {
  commands: PublicationCommands
  files: EditorFiles
  reader: SectionReader
  numbers: PublicationNumbers
  search: PublicationSearch
  goals: PublicationGoals
  lengths: PublicationLengths
  abbreviations: PublicationAbbreviations
  coverage: PublicationCoverage
  history: SectionHistory
  authors: SectionAuthors
  changes: SectionChanges
  seen: SeenComments
  imports: ImportComments
  importPreview: ImportPreview
  review: PublicationReview
  register: PublicationRegister
  versions: PublicationVersions
  comparisons: VersionComparisons
  shared: SharedVersions
  coverNotes: CoverNotes
  images: SectionImages
  readiness: Readiness
  /** Empty outside the demo. */
  demoPeople: readonly DemoPerson[]
}

/** All that is answered over HTTP. The order matters: guards first, the editor's page for whatever nothing else took. */
export function createApp(deps: AppDeps): Routes {
  const { readiness, sessions, publications, build, diagnostics } = deps
  const now = () => deps.clock.now()
  const isSecure = deps.origins.own.startsWith("https:")
  const app = newRoutes()
  app.onError(answerProblem(deps))
  app.notFound(() => {
    throw notFound()
  })

  app.use(counted(deps), securityHeaders({ isSecure }))
  app.route("/", healthRoutes({ ...deps, problems: () => readiness.problems() }))

  app.use(
    "/api/*",
    compress(),
    refuseWhileStopping(readiness),
    limitBodies(),
    refuseForeignPages(deps.origins),
    knowCaller(sessions),
  )
  if (deps.demoPeople.length > 0) {
    app.route("/", demoRoutes({ sessions, people: deps.demoPeople, diagnostics, isSecure, now }))
  }
  app.route("/", accountRoutes(deps))
  app.route("/", publicationRoutes(deps))
  app.route("/", readingRoutes({ reader: deps.reader, now }))
  app.route("/", numberRoutes({ numbers: deps.numbers, now }))
  app.route("/", searchRoutes({ search: deps.search, now }))
  app.route("/", goalRoutes({ goals: deps.goals, now }))
  app.route("/", sectionRoutes({ reader: deps.reader, now }))
  app.route("/", historyRoutes({ history: deps.history, now }))
  app.route("/", lengthRoutes({ lengths: deps.lengths, now }))
  app.route("/", abbreviationRoutes({ abbreviations: deps.abbreviations, now }))
  app.route("/", coverageRoutes({ coverage: deps.coverage, now }))
  app.route("/", changesRoutes({ changes: deps.changes, now }))
  app.route("/", authorshipRoutes({ authors: deps.authors, now }))
  app.route("/", registerRoutes({ register: deps.register, publications, now }))
  app.route("/", reviewRoutes({ review: deps.review, publications, origin: deps.origins.own, now }))
  app.route("/", importRoutes({ preview: deps.importPreview, now }))
  app.route("/", submissionRoutes({ versions: deps.versions, now }))
  app.route("/", versionRoutes({ versions: deps.versions, now }))
  app.route("/", coverNoteRoutes({ coverNotes: deps.coverNotes, now }))
  app.route("/", versionDiffRoutes({ comparisons: deps.comparisons, now }))
  app.route("/", sharedVersionRoutes({ shared: deps.shared, now }))
  app.route("/", imageRoutes({ images: deps.images, now }))
  app.route(
    "/",
    commandRoutes({ commands: deps.commands, seen: deps.seen, imports: deps.imports, shared: deps.shared, now }),
  )
  app.route("/", tokenRoutes({ sessions, publications, diagnostics, now }))
  app.route("/", buildRoutes({ build }))
  app.doc31("/api/openapi.json", { openapi: "3.1.0", info: { title: "Codraft", version: "1" } })
  app.all("/api/*", () => {
    throw notFound()
  })

  app.route("/", syncRoutes(deps))
  app.route("/", editorRoutes(deps))
  return app
}

function counted({ metrics }: Pick<AppDeps, "metrics">): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    await next()
    metrics.requested(context.req.method, context.res.status)
  }
}

function refuseWhileStopping(readiness: Readiness): MiddlewareHandler<HttpEnv> {
  return async (_context, next) => {
    if (readiness.isStopping) throw new Problem(503, "stopping", "The server is stopping. Try again in a moment.", 5)
    await next()
  }
}
