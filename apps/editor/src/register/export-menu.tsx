import { Download } from "lucide-react"
import { useState } from "react"
import { Select } from "../ui/field.tsx"
import { m, useLanguage } from "../language/language.ts"
import { announce } from "../ui/announcer.tsx"
import { Button } from "../ui/button.tsx"
import { Dialog, DialogActions } from "../ui/dialog.tsx"
import { saveFile } from "./save-file.ts"
import type { RegisterSearch } from "./register-address.ts"

const formats = ["docx", "xlsx", "csv", "jsonld"] as const
type Format = (typeof formats)[number]

const formatWords: Record<Format, () => string> = {
  docx: m.register_file_docx,
  xlsx: m.register_file_xlsx,
  csv: m.register_file_csv,
  jsonld: m.register_file_jsonld,
}

/** The register as a file, of all of it or of what is shown. */
export function ExportMenu({
  publicationId,
  search,
  shown,
  total,
}: {
  publicationId: string
  search: RegisterSearch
  shown: number
  total: number
}) {
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const [format, setFormat] = useState<Format>("docx")
  const [extent, setExtent] = useState<"shown" | "all">("shown")
  const [isMaking, setMaking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isFiltered = shown < total
  const make = async () => {
    setMaking(true)
    setProblem(null)
    const { sort: _, down: __, ...filter } = search
    const asked = new URLSearchParams({ format, language })
    if (extent === "shown") for (const [key, value] of Object.entries(filter)) asked.set(key, String(value))
    const why = await saveFile(`/api/publications/${encodeURIComponent(publicationId)}/review/file?${asked}`)
    setMaking(false)
    setProblem(why)
    if (why !== null) return
    setOpen(false)
    announce(m.register_file_saved())
  }
  return (
    <>
      <Button onPress={() => setOpen(true)} isDisabled={total === 0}>
        <Download aria-hidden size={16} />
        {m.register_export()}
      </Button>
      {isOpen ? (
        <Dialog title={m.register_export()} onClose={() => setOpen(false)}>
          <div className="grid gap-4">
            <Select
              label={m.register_file()}
              options={formats.map((value) => ({ value, label: formatWords[value]() }))}
              value={format}
              onChange={setFormat}
            />
            {isFiltered ? (
              <Select
                label={m.register_extent()}
                options={[
                  { value: "shown", label: m.register_extent_shown({ count: shown }) },
                  { value: "all", label: m.register_extent_all({ count: total }) },
                ]}
                value={extent}
                onChange={setExtent}
              />
            ) : null}
            <p className="text-sm text-ink-soft">{m.register_file_hint()}</p>
            {problem === null ? null : (
              <p role="alert" className="text-danger">
                {problem}
              </p>
            )}
          </div>
          <DialogActions>
            <Button onPress={() => setOpen(false)}>{m.cancel()}</Button>
            <Button kind="primary" isPending={isMaking} onPress={() => void make()}>
              {isMaking ? m.register_file_making() : m.register_file_save()}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </>
  )
}
