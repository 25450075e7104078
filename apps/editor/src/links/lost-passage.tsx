import { m } from "../language/language.ts"
import { AtFoot } from "../ui/at-foot.tsx"
import { Button } from "../ui/button.tsx"
import "./links.css"

/** Over the foot of the window: the text is here, only the passage is not. */
export function LostPassage({ onClose }: { onClose: () => void }) {
  return (
    <AtFoot>
      <div role="alert" className="foot-bar">
        <p>{m.link_lost()}</p>
        <Button onPress={onClose}>{m.understood()}</Button>
      </div>
    </AtFoot>
  )
}
