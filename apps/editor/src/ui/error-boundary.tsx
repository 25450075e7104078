import { Component, type ReactNode } from "react"
import { m } from "../language/language.ts"
import { Button } from "./button.tsx"
import { Notice } from "./notice.tsx"

interface Props {
  children: ReactNode
  /** Another value is another try. */
  resetKey: string
}

interface State {
  failure: { error: Error; reference: string } | null
  resetKey: string
}

/** Where a bug stops: the rest of the page lives, and the person has a reference to give. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(cause: unknown): Partial<State> {
    const error = cause instanceof Error ? cause : new Error(String(cause))
    return { failure: { error, reference: newReference() } }
  }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): Partial<State> | null {
    return resetKey === state.resetKey ? null : { failure: null, resetKey }
  }

  override render() {
    const { failure } = this.state
    if (!failure) return this.props.children
    return (
      <ErrorNotice
        error={failure.error}
        reference={failure.reference}
        onRetry={() => this.setState({ failure: null })}
      />
    )
  }
}

export const newReference = (): string => crypto.randomUUID().slice(0, 8)

export function ErrorNotice({ error, reference, onRetry }: { error: Error; reference: string; onRetry?: () => void }) {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-12">
      <Notice kind="danger" isUrgent action={onRetry ? <Button onPress={onRetry}>{m.try_again()}</Button> : undefined}>
        <p className="font-semibold">{m.error_title()}</p>
        <p>{m.error_text()}</p>
        <p className="pt-2 text-xs">
          {m.error_reference({ reference })} ·{" "}
          <span translate="no">
            {error.name}: {error.message.slice(0, 200)}
          </span>
        </p>
      </Notice>
    </div>
  )
}
