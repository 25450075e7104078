import { type Language, m } from "../language/language.ts"

const words: Record<string, (of?: Record<string, never>, options?: { locale?: Language }) => string> = {
  "focal-point": m.role_focal_point,
  drafter: m.role_drafter,
  "clearing-authority": m.role_clearing_authority,
  "series-editor": m.role_series_editor,
  "chapter-lead": m.role_chapter_lead,
  "copy-editor": m.role_copy_editor,
  "data-officer": m.role_data_officer,
  reviewer: m.role_reviewer,
  observer: m.role_observer,
  recipient: m.role_recipient,
}

export const roleWords = (role: string, language?: Language): string =>
  words[role]?.({}, language === undefined ? {} : { locale: language }) ?? role
