import type { BoardRow } from './board-row'
import { marksOf } from './row-marks'

/** Delayed, overnight, rework …: a word each. Nothing for an ordinary booking. */
export function RowMarks({ row }: { readonly row: BoardRow }) {
  return (
    <>
      {marksOf(row).map(({ text, hint, tone }) => (
        <span key={text} className={`row-mark tone-${tone}`} title={hint}>
          {text}
        </span>
      ))}
    </>
  )
}
