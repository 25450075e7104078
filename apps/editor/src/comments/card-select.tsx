/** A choice among a few, in a card: the browser's own list. */
export function CardSelect<T extends string>({
  label,
  options,
  value,
  onChange,
  describedBy,
}: {
  label: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
  describedBy?: string
}) {
  return (
    <label className="comment-label">
      {label}
      <select
        className="input"
        value={value}
        aria-describedby={describedBy}
        // What is chosen is one of the options.
        onChange={(event) => onChange(event.target.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
