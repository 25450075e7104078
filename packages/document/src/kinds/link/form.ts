import type { ElementForm } from "../../form/attributes.ts"

const urlCharsMax = 2048
const allowedUrl = /^(https?:\/\/|mailto:)[^\s<>"]+$/i

/** Links go to http, https and mailto, and nowhere else. */
export function isAllowedUrl(value: unknown): value is string {
  return typeof value === "string" && value.length <= urlCharsMax && allowedUrl.test(value) && URL.canParse(value)
}

export const linkForms = {
  link: {
    content: "linked",
    standsIn: ["inline", "itemContent", "noteText"],
    attributes: { __url: isAllowedUrl },
    isNothingWhenEmpty: true,
  },
} as const satisfies Record<string, ElementForm>
