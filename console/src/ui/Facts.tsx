import type { ReactNode } from 'react'

export interface Fact {
  readonly label: string
  /** Null and empty text are shown as `—`: unknown, not forgotten. */
  readonly value: ReactNode
}

/** Labelled facts, one a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>{value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
