import { asBlock, blockAttributes, type ElementForm, integer } from "../../form/attributes.ts"

export const spanMax = 64

export const tableForms = {
  table: { content: "rows", standsIn: asBlock, attributes: blockAttributes, isNothingWhenEmpty: true },
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
