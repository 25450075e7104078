import { asBlock, blockAttributes, type ElementForm, integer, oneOf } from "../../form/attributes.ts"

/** Lists nest no deeper; the editor stops indenting there. */
export const listDepthMax = 8
export const listStartMax = 1_000_000

export const listForms = {
  list: {
    content: "items",
    standsIn: [...asBlock, "itemContent"],
    attributes: {
      ...blockAttributes,
      __listType: oneOf("number", "bullet"),
      __tag: oneOf("ol", "ul"),
      __start: integer(0, listStartMax),
    },
    isNothingWhenEmpty: true,
  },
  // The number of an item is not in the document: concurrent insertions would leave it wrong. Each editor counts.
  listitem: { content: "itemContent", standsIn: ["items"], attributes: blockAttributes },
} as const satisfies Record<string, ElementForm>
