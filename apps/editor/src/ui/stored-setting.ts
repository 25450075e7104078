import { useSyncExternalStore } from "react"

/** A choice that this browser remembers. Where storage is blocked it lasts as long as the page. */
export interface Setting<T extends string> {
  readonly get: () => T
  readonly set: (value: T) => void
  readonly subscribe: (onChange: () => void) => () => void
}

export function storedSetting<T extends string>(name: string, values: readonly [T, ...T[]]): Setting<T> {
  const key = `codraft.${name}`
  const listeners = new Set<() => void>()
  const known = (value: string | null) => values.find((candidate) => candidate === value)
  let current = known(read(key)) ?? values[0]
  return {
    get: () => current,
    set(value) {
      current = value
      try {
        localStorage.setItem(key, value)
      } catch {
        // Private windows of some browsers refuse; the choice still holds for this page.
      }
      for (const listener of listeners) listener()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function useSetting<T extends string>(setting: Setting<T>): [T, (value: T) => void] {
  return [useSyncExternalStore(setting.subscribe, setting.get), setting.set]
}
