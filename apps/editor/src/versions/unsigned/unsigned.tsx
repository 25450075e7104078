import { can, isPassedOver, type Version } from "@codraft/publication"
import { m } from "../../language/language.ts"
import { useOneCommand } from "../../publication/commands.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { announce } from "../../ui/announcer.tsx"
import { Button } from "../../ui/button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { isInMaking, isWaivable } from "./unsigned-version.ts"

/** That a version is not signed, why, and who can do what about it; nothing where it is, or is about to be. */
export function Unsigned({ version }: { version: Version }) {
  const { publication, personId } = usePublication()
  const { run, isSending, problem } = useOneCommand()
  if (version.seal !== null || isInMaking(version)) return null
  if (isPassedOver(publication, version))
    return (
      <div className="pt-4">
        <Notice kind="warn">{m.version_passed_over()}</Notice>
      </div>
    )
  const mayAct = can(publication, personId, "freezeVersion").allowed
  const send = async (type: "makeFilesAgain" | "waiveFiles", done: string) => {
    if (await run({ type, publicationId: publication.id, version: version.number })) announce(done)
  }
  return (
    <div className="pt-4">
      <Notice
        kind="warn"
        action={
          mayAct ? (
            <span className="flex flex-wrap gap-2">
              <Button isDisabled={isSending} onPress={() => void send("makeFilesAgain", m.version_files_in_making())}>
                {m.try_again()}
              </Button>
              {isWaivable(version) ? (
                <Button isDisabled={isSending} onPress={() => void send("waiveFiles", m.version_waived())}>
                  {m.version_waive()}
                </Button>
              ) : null}
            </span>
          ) : null
        }
      >
        <p className="font-semibold">{m.version_unsigned()}</p>
        <p>{mayAct ? m.version_unsigned_editors() : m.version_unsigned_others()}</p>
        {problem ? <p role="alert">{problem}</p> : null}
      </Notice>
    </div>
  )
}
