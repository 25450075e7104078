import { $createTargetNode } from "@codraft/document"
import type { Section } from "@codraft/publication"
import type { Target } from "@codraft/publication/targets"
import { $insertNodes, type LexicalEditor } from "lexical"
import { useState } from "react"
import { m } from "../language/language.ts"
import { CaretList } from "../typeahead/caret-list.tsx"
import { mayBeNumber, targetBefore } from "./target-sign.ts"
import { useCatalogue } from "./use-catalogue.ts"

/** More than can be looked through; the next letter makes them fewer. */
const offeredMax = 20

/** `#` in the text: targets by code and words. */
export function TargetMenu({ editor, section }: { editor: LexicalEditor; section: Section }) {
  const [isAsked, setAsked] = useState(false)
  const catalogue = useCatalogue(isAsked)
  const { language } = section
  return (
    <CaretList<Target>
      editor={editor}
      label={m.targets_offered()}
      find={targetBefore}
      isOpen={mayBeNumber}
      whileComposing
      source={catalogue}
      $offer={(query) => {
        if (catalogue === null) setAsked(true)
        return catalogue?.suggestTargets(query, language).slice(0, offeredMax) ?? []
      }}
      $choose={({ code }) => $insertNodes([$createTargetNode(code)])}
      keyOf={({ code }) => code}
    >
      {({ code }) => {
        const label = catalogue?.targetLabel(code, language)
        return (
          <>
            <span className="target-code">{code}</span>
            <bdi lang={label?.language} className="min-w-0 flex-1 text-start">
              {label?.text}
            </bdi>
          </>
        )
      }}
    </CaretList>
  )
}
