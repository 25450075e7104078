import { $getRoot } from "lexical"
import { expect, it } from "vitest"
import { canonicalFromDoc } from "../../canonical/from-doc.ts"
import { openTogether } from "../../testing/people.ts"
import { targetsIn } from "./in-text.ts"
import { $createTargetNode } from "./node.ts"

const english = { language: "en", dir: "ltr" } as const

it("counts the chips of each block, which leads to them", () => {
  const { ana, section } = openTogether("Costs of ", "Jobs ")
  const put = (line: number, ...codes: string[]) =>
    ana.edit(() => {
      const block = $getRoot().getChildAtIndex(line)
      block?.selectEnd().insertNodes(codes.map((code) => $createTargetNode(code)))
    })
  put(0, "10.7", "8.8", "10.7")
  put(1, "10.7")
  const { blocks } = canonicalFromDoc(section.doc, english)
  const [first, second] = blocks.map(({ id }) => id ?? null)
  expect(targetsIn(canonicalFromDoc(section.doc, english))).toEqual({
    isWritten: true,
    named: [
      { code: "10.7", block: first, count: 2, words: "Costs of 10.78.810.7" },
      { code: "8.8", block: first, count: 1, words: "Costs of 10.78.810.7" },
      { code: "10.7", block: second, count: 1, words: "Jobs 10.7" },
    ],
  })
})

it("takes headings alone for no text", () => {
  const content = (type: "heading" | "paragraph", text: string) =>
    ({
      format: "codraft.section",
      formatVersion: 1,
      ...english,
      blocks: [{ type, ...(type === "heading" ? { level: 2 } : {}), content: [{ type: "text", text }] }],
    }) as unknown as Parameters<typeof targetsIn>[0]
  expect(targetsIn(content("heading", "Baseline")).isWritten).toBe(false)
  expect(targetsIn(content("paragraph", " \u2026 ")).isWritten).toBe(false)
  expect(targetsIn(content("paragraph", "Baseline")).isWritten).toBe(true)
})
