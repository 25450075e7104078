import { useSyncExternalStore } from "react"
import { m } from "../language/language.ts"
import { Button } from "../ui/button.tsx"
import { Notice } from "../ui/notice.tsx"
import type { ImagePlacing } from "./image-placing.ts"

/** While files are being read, how many; afterwards which did not go in, and why. */
export function ImageNotice({ placing }: { placing: ImagePlacing }) {
  const { busy, problems } = useSyncExternalStore(placing.subscribe, placing.state)
  return (
    <div className="image-notice no-print">
      <output>{busy > 0 ? m.image_reading({ count: busy }) : ""}</output>
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
  )
}
