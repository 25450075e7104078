import type { Template } from "@codraft/publication"
import { Plus } from "lucide-react"
import { useState } from "react"
import { m } from "../language/language.ts"
import { useCommand } from "../publication/commands.ts"
import { usePublication } from "../publication/publication-context.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Notice } from "../ui/notice.tsx"
import { TemplateForm } from "./template-form.tsx"

/** The templates of the publication, for those who set them. */
export default function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const { publication } = usePublication()
  const [open, setOpen] = useState<Template | "new" | null>(null)
  const templates = Object.values(publication.templates).sort((a, b) => a.name.localeCompare(b.name))
  if (open !== null) return <TemplateForm template={open === "new" ? null : open} onClose={() => setOpen(null)} />
  return (
    <Dialog title={m.templates()} onClose={onClose}>
      <p className="text-sm text-ink-soft">{m.templates_explained()}</p>
      <ul className="grid gap-2 pt-4 empty:hidden">
        {templates.map((template) => (
          <TemplateLine key={template.id} template={template} onEdit={() => setOpen(template)} />
        ))}
      </ul>
      {templates.length === 0 ? <p className="pt-4">{m.templates_none()}</p> : null}
      <div className="pt-5">
        <Button kind="primary" onPress={() => setOpen("new")}>
          <Plus aria-hidden size={16} />
          {m.template_new()}
        </Button>
      </div>
    </Dialog>
  )
}

function TemplateLine({ template, onEdit }: { template: Template; onEdit: () => void }) {
  const { publication } = usePublication()
  const { run, isSending, problem } = useCommand()
  const [isAsking, setAsking] = useState(false)
  return (
    <li className="rounded-md border border-rule px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0">
          <span className="block font-semibold">{template.name}</span>
          <span className="block text-sm text-ink-soft">{m.template_parts({ count: template.parts.length })}</span>
        </span>
        <span className="flex gap-2">
          <Button aria-label={m.template_edit({ name: template.name })} onPress={onEdit}>
            {m.edit()}
          </Button>
          <Button aria-label={m.template_remove({ name: template.name })} onPress={() => setAsking(true)}>
            {m.remove()}
          </Button>
        </span>
      </div>
      {isAsking ? (
        <div className="pt-2">
          <Notice
            kind="warn"
            action={
              <span className="flex gap-2">
                <Button onPress={() => setAsking(false)}>{m.keep()}</Button>
                <Button
                  isPending={isSending}
                  onPress={() =>
                    void run({ type: "removeTemplate", publicationId: publication.id, templateId: template.id })
                  }
                >
                  {m.remove()}
                </Button>
              </span>
            }
          >
            {problem ?? m.template_remove_explained()}
          </Notice>
        </div>
      ) : null}
    </li>
  )
}
