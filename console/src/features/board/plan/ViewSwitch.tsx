import { boardViews, type BoardShape } from '../use-place'
import { words } from './words'

interface Props {
  readonly shape: BoardShape
  readonly onPick: (shape: BoardShape) => void
}

/** List, bays or technicians; keys 1, 2 and 3. */
export function ViewSwitch({ shape, onPick }: Props) {
  return (
    <div className="view-switch" role="group" aria-label={words.views}>
      {boardViews.map((view, i) => (
        <button key={view} type="button" aria-pressed={view === shape} title={`${i + 1}`} onClick={() => onPick(view)}>
          {words.shapes[view]}
        </button>
      ))}
    </div>
  )
}
