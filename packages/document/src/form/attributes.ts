/** What attributes may be called and which values they may have; the forms of the kinds are made of these. */

/** Lexical's NodeState travels as attributes with this prefix. */
export const statePrefix = "s_"
export const idAttribute = "s_id"
export const languageAttribute = "s_lang"

export type Check = (value: unknown) => boolean

export const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
export const integer =
  (min: number, max: number): Check =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
export const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value)

export const idPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
export const languagePattern = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/

export const isBlockId: Check = matching(idPattern)
export const isLanguageTag: Check = matching(languagePattern)

/** What every block may say of itself. */
export const blockAttributes = {
  [idAttribute]: isBlockId,
  [languageAttribute]: isLanguageTag,
  __dir: oneOf("ltr", "rtl"),
}

/** What the children of an element may be. */
export type Content =
  | "root"
  | "blocks"
  | "inline"
  | "linked"
  | "items"
  | "itemContent"
  | "rows"
  | "cells"
  | "notes"
  | "noteText"
  | "nothing"

/** Contents that are judged child by child: one that cannot be read does not make the others unreadable. */
export type Container = Extract<Content, "root" | "blocks" | "notes">

export interface ElementForm {
  readonly content: Content
  /** What this element may be among the children of. */
  readonly standsIn: readonly Content[]
  readonly attributes: Readonly<Record<string, Check>>
  /** Without children it stands for nothing: what it was made of is gone. */
  readonly isNothingWhenEmpty?: true
}

export const asBlock = ["root", "blocks"] as const satisfies Content[]

/** A line of words that is a block by itself. */
export const lineForm = {
  content: "inline",
  standsIn: asBlock,
  attributes: blockAttributes,
} as const satisfies ElementForm
