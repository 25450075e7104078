import { storedSetting } from "../ui/stored-setting.ts"

/** Whether a screen reader is told who joins and leaves. Off unless asked for: in a busy section it would never be quiet. */
export const announceSetting = storedSetting("announce-people", ["off", "on"])
