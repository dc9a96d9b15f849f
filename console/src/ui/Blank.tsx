import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  /** What to do next. */
  readonly children?: ReactNode
}

/** In place of a list that has nothing to show. */
export function Blank({ title, children }: Props) {
  return (
    <div className="blank">
      <p className="blank-title">{title}</p>
      {children}
    </div>
  )
}
