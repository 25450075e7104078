import { asBlock, blockAttributes, type ElementForm, integer } from "../../form/attributes.ts"

export const spanMax = 64
export const columnWidthsMax = 64
/** In CSS px. */
export const columnWidth = { min: 24, max: 2000 }

const isColumnWidth = integer(columnWidth.min, columnWidth.max)

/** There may be more or fewer of them than columns: columns come and go at the same time. */
function areColumnWidths(value: unknown): boolean {
  return Array.isArray(value) && value.length <= columnWidthsMax && value.every(isColumnWidth)
}

export const tableForms = {
  table: {
    content: "rows",
    standsIn: asBlock,
    attributes: { ...blockAttributes, __colWidths: areColumnWidths },
    isNothingWhenEmpty: true,
  },
  tablerow: { content: "cells", standsIn: ["rows"], attributes: blockAttributes, isNothingWhenEmpty: true },
  tablecell: {
    content: "blocks",
    standsIn: ["cells"],
    attributes: {
      ...blockAttributes,
      __headerState: integer(0, 3),
      __colSpan: integer(1, spanMax),
      __rowSpan: integer(1, spanMax),
    },
  },
} as const satisfies Record<string, ElementForm>
