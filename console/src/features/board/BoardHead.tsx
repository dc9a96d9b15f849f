import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { LinkStatus } from '../../lib/live-link'
import { LiveBadge } from '../../ui/LiveBadge'
import type { BoardFilter } from './filter'
import { SummaryStrip } from './SummaryStrip'
import { words } from './words'

interface Props {
  readonly title: ReactNode
  readonly counts: Readonly<Record<BoardFilter, number>> | null
  readonly filter: BoardFilter
  /** That the rows are old, when they are. */
  readonly stale: ReactNode
  readonly newCount: number
  readonly status: LinkStatus
  readonly onFilter: (filter: BoardFilter) => void
  readonly onShowNew: () => void
  readonly onHelp: () => void
}

/** Above the rows: which day, how many of each, what is new, and whether it is live. */
export function BoardHead(props: Props) {
  return (
    <header className="board-head">
      <div className="board-title">{props.title}</div>
      <SummaryStrip counts={props.counts} chosen={props.filter} onChoose={props.onFilter} />
      <div className="board-signs">
        <span aria-live="polite">
          {props.newCount > 0 && (
            <button type="button" className="new-notice" title={words.newHint} onClick={props.onShowNew}>
              {words.newBookings(props.newCount)}
            </button>
          )}
        </span>
        {props.stale}
        <LiveBadge status={props.status} />
        <Button
          type="text"
          icon={<QuestionCircleOutlined />}
          aria-label={words.help}
          title={words.help}
          onClick={props.onHelp}
        />
      </div>
    </header>
  )
}
