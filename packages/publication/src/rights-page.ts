import { type Part, parts } from "./parts.ts"
import { RoleSchema } from "./publication.ts"
import { publicationRights, readers, rights, type RuledAction, sectionActions } from "./rights.ts"
import { roles } from "./roles.ts"
import { AudienceSchema, SectionStateSchema, TextClassSchema } from "./section.ts"

/** RIGHTS.md, written from the tables, for people who read tables better than code. */
export function renderRights(): string {
  return [
    "# Who may do what",
    "Written from `src/roles.ts` and `src/rights.ts` by the tests (`npx vitest run -u src/rights.test.ts`); do not edit.",
    "A person may do what at least one of their parts in the section may do, if they may read it.",
    "## Roles",
    table(
      ["Role", "Counts as", "At", "Name known to", "May be named lead of", "co-author", "Does"],
      RoleSchema.options.map((role) => {
        const rule = roles[role]
        return [
          role,
          rule.standing,
          rule.at.join(", "),
          rule.isNamePublic ? "everyone" : "own organization, secretariat",
          rule.leads.join(", ") || "-",
          rule.coAuthors ? "yes" : "no",
          rule.does,
        ]
      }),
    ),
    "A national text takes lead and co-authors from its own delegation only. Every other text can have co-authors of any role but recipient, so an observer or a reviewer writes where named, and nowhere else.",
    "## Parts in a section",
    table(["Part", "Who"], Object.entries(parts)),
    "## Reading, by audience and class of text",
    table(
      ["Seen by", ...TextClassSchema.options],
      AudienceSchema.options.map((audience) => [
        audience,
        ...TextClassSchema.options.map((textClass) => names(readers[audience][textClass])),
      ]),
    ),
    "Reading a section also takes reading every section above it. A recipient reads no section: the submission is a frozen version.",
    "## In the publication",
    table(
      ["Action", "Roles"],
      Object.entries(publicationRights).map(([action, who]) => [action, who === "everyone" ? who : who.join(", ")]),
    ),
    "A focal point sets and removes the people of its own delegation. A series editor sets everybody else and the focal points of States, and may remove anybody.",
    ...(Object.keys(sectionActions) as RuledAction[]).flatMap((action) => [
      `## ${action}: ${sectionActions[action]} a section`,
      table(
        ["State", ...TextClassSchema.options],
        SectionStateSchema.options.map((state) => [
          state,
          ...TextClassSchema.options.map((textClass) => names(rights[action][textClass][state])),
        ]),
      ),
    ]),
    "A passage moves from one section to another by the hand of somebody who may change the substance of both now; splitting and merging move text in the same way, and so does pasting what the same person has just cut. Where more people may read it then, whoever moves it must say that they know.",
    "A version that is marked as submitted closes every section whose text is in it, in whatever state that section is.",
    "New comments and proposals also end with the time for comments, objections with the silence.",
  ]
    .join("\n\n")
    .concat("\n")
}

function names(who: readonly Part[]): string {
  return who.length === 0 ? "-" : who.join(", ")
}

/** Padded, as the formatter leaves Markdown tables. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")
}
