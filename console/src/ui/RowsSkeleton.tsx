interface Props {
  readonly rows?: number
  readonly label: string
}

/** Rows that have not arrived, in the shape of those that will. */
export function RowsSkeleton({ rows = 12, label }: Props) {
  return (
    <div className="rows-skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="rows-skeleton-row" aria-hidden="true">
          <span style={{ width: '8%' }} />
          <span style={{ width: '6%' }} />
          <span style={{ width: '9%' }} />
          <span style={{ width: '6%' }} />
          <span style={{ width: '12%' }} />
          <span style={{ width: `${18 + ((i * 7) % 12)}%` }} />
        </div>
      ))}
    </div>
  )
}
