import { type Thread, versionLabel } from "@codraft/publication"
import type { ReactNode } from "react"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Group } from "./group.tsx"
import type { GroupedThreads } from "./grouped.ts"

/** The threads that stand beside no words of the text. */
export function CommentGroups({
  groups: { general, removed, changedSince },
  current,
  children,
}: {
  groups: GroupedThreads
  current: string | null
  /** `isQuoted`: on words, which the text has not got any more. */
  children: (thread: Thread, isQuoted: boolean) => ReactNode
}) {
  const { publication } = usePublication()
  return (
    <>
      <Group title={m.comments_general()} threads={general} current={current}>
        {(thread) => children(thread, false)}
      </Group>
      <Group title={m.comments_removed()} threads={removed} current={current}>
        {(thread) => children(thread, true)}
      </Group>
      {[...changedSince].map(([number, threads]) => (
        <Group
          key={number}
          title={m.comments_changed_since({ version: versionLabel(publication, number) })}
          threads={threads}
          current={current}
        >
          {(thread) => children(thread, true)}
        </Group>
      ))}
    </>
  )
}

/** In a list of all threads: that the text has not got the words of this one. */
export function LostFrom({ thread: { version } }: { thread: Thread }) {
  const { publication } = usePublication()
  return (
    <p className="small-caps">
      {version === undefined
        ? m.comments_removed()
        : m.comments_changed_since({ version: versionLabel(publication, version.number) })}
    </p>
  )
}
