import { storedSetting } from "../ui/stored-setting.ts"

/** Whether quotes and spaces are set as the language has them while this person types. */
export const typographySetting = storedSetting("typography", ["by-language", "as-typed"])
