import { cpus, totalmem } from "node:os"
import type { Browser } from "playwright-core"
import { launchBrowser } from "../harness/browser.ts"
import { ServerProcess } from "../harness/server-process.ts"
import { benchComments } from "./comments.ts"
import { benchComparison } from "./comparison.ts"
import { benchNames } from "./country-names.ts"
import { benchDelivery } from "./delivery.ts"
import { benchFirstLoad } from "./first-load.ts"
import { benchLog } from "./log.ts"
import { benchPaste } from "./long-paste.ts"
import { benchLongSection } from "./long-section-in-browser.ts"
import { benchFreeze } from "./freeze.ts"
import { benchMarks } from "./marked-section.ts"
import { benchPdf } from "./pdf.ts"
import { benchSearch } from "./search.ts"
import { benchReview } from "./review-round.ts"
import { benchRemoteScreen } from "./remote-screen.ts"

console.log(
  `${cpus().length} cores of ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; ` +
    "server, browsers and clients share them, so compare figures of one run with each other.",
)
const [only] = process.argv.slice(2)
if (only !== undefined && only !== "review" && only !== "freeze")
  throw new Error(`There are figures of "review" alone, of "freeze" alone, or all; not of "${only}".`)
const browser = await launchBrowser()
if (only === "review") {
  try {
    await benchReview(browser)
  } finally {
    await browser.close()
  }
} else if (only === "freeze") {
  await browser.close()
  await benchFreeze(300)
} else await benchAll(browser)

async function benchAll(browser: Browser): Promise<void> {
  const server = await ServerProcess.start()
  try {
    await benchLog()
    benchComments()
    benchComparison(50)
    benchComparison(300)
    await benchPdf(300)
    benchNames(300)
    await benchFirstLoad(server, browser)
    await benchRemoteScreen(server, browser, 2)
    await benchRemoteScreen(server, browser, 20)
    await benchDelivery(server)
    await benchPaste(server, browser, 50)
    await benchLongSection(server, browser, 50)
    await benchLongSection(server, browser, 300)
    await benchMarks(server, browser, [200, 2_000, 10_000])
    await benchSearch()
    await benchReview(browser)
    await benchFreeze(300)
  } finally {
    await browser.close()
    await server.dispose()
  }
}
