import type { ReactNode } from 'react'
import { words } from './words'

interface Props {
  readonly title: string
  readonly note?: string | undefined
  readonly children: ReactNode
}

/** The frame of every screen before the workplace itself. */
export function AuthCard({ title, note, children }: Props) {
  return (
    <main className="auth">
      <section className="auth-card" aria-labelledby="auth-title">
        <p className="auth-product">
          {words.product} · {words.console}
        </p>
        <h1 id="auth-title" className="auth-title">
          {title}
        </h1>
        {note && <p className="auth-note">{note}</p>}
        {children}
      </section>
    </main>
  )
}
