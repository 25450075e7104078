import { useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { ImagePlacing } from "./image-placing.ts"

/** While files are being read, how many; afterwards which did not go in, and why. */
export function ImageNotice({ placing }: { placing: ImagePlacing }) {
  const { busy, problems } = useSyncExternalStore(placing.subscribe, placing.state)
  if (busy === 0 && problems.length === 0) return null
  return (
    <AtFoot>
      <div className="foot-notice">
        {busy > 0 ? <output className="foot-bar">{m.image_reading({ count: busy })}</output> : null}
        {problems.length > 0 ? (
          <Notice kind="warn" isUrgent action={<Button onPress={() => placing.dismiss()}>{m.understood()}</Button>}>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
      </div>
    </AtFoot>
  )
}
