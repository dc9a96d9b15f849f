import type { resources } from '@pitlane/contract'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { leaveOnEscape } from '../../lib/shortcuts'
import { useStore } from '../../lib/staff'
import { saySpan, sayDate } from '../../lib/time'
import type { Question } from './use-guarded-save'
import { words } from './words'

interface Props {
  readonly question: Question
  readonly isBusy: boolean
  readonly onSave: () => void
  readonly onBack: () => void
  readonly saveLabel?: string
}

const MARGIN = 16

/** What has to be done about them; where all lose the same thing, it may be nothing. */
function hintFor(affected: Question['affected']): string {
  const kinds = new Set(affected.flatMap(({ losses }) => losses.map(({ kind }) => kind)))
  const [only] = kinds
  return (kinds.size === 1 && only !== undefined && words.impact.hints[only]) || words.impact.hint
}

const sayLoss = ({ kind, name }: resources.Loss): string => words.impact.losses[kind](name)

/** Scrolls the panel around it, and nothing else: `scrollIntoView` would move the whole page as well. */
function bringToTop(element: HTMLElement): void {
  const box = element.closest('.side-panel-body, .policy')
  if (box) box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - MARGIN
}

/** The bookings that a change touches, before it is saved. The focus starts on the heading: Enter alone saves nothing. */
export function ImpactStep({ question, isBusy, onSave, onBack, saveLabel = words.impact.save }: Props) {
  const { affected, isNew } = question
  const store = useStore()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!heading.current) return
    bringToTop(heading.current)
    heading.current.focus({ preventScroll: true })
  }, [question])
  return (
    <section
      className="impact"
      role="alertdialog"
      aria-label={words.impact.title(affected.length)}
      onKeyDown={leaveOnEscape(onBack)}
    >
      <h3 ref={heading} tabIndex={-1}>
        {words.impact.title(affected.length)}
      </h3>
      {isNew && <p>{words.impact.changed}</p>}
      <p className="muted">{hintFor(affected)}</p>
      <ul className="impact-list" aria-label={words.impact.list}>
        {affected.map((booking) => (
          <li key={booking.id}>
            <p>
              <b className="number">
                {sayDate(booking.day)} {saySpan(booking.minute, booking.endMinute)}
              </b>
              <span className="booking-number muted">{booking.number}</span>
            </p>
            <p>
              <span>
                {booking.maskedPlate ?? words.unknown} · {booking.serviceName}
              </span>
              {booking.storeName !== store.name && <span className="muted">{booking.storeName}</span>}
            </p>
            <p className="impact-loss">{booking.losses.map(sayLoss).join('，')}</p>
          </li>
        ))}
      </ul>
      <div className="reason-buttons impact-buttons">
        <Button onClick={onBack}>{words.impact.back}</Button>
        <Button type="primary" danger loading={isBusy} onClick={onSave}>
          {saveLabel}
        </Button>
      </div>
    </section>
  )
}
