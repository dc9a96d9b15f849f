import { workorder } from '@pitlane/contract'
import type { ReactNode } from 'react'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { PhotoStrip } from '../../../ui/PhotoStrip'
import { LinesTable } from '../quote/LinesTable'
import { words as shared } from '../words'
import { words } from './words'

type Addon = workorder.AddonView

const severityTones = { red: 'stop', yellow: 'wait', green: 'done' } as const
const stateTones = {
  ...{ draft: 'wait', pending: 'going', approved: 'done', partial: 'done' },
  ...{ declined: 'muted', expired: 'muted' },
} as const

interface Props {
  readonly addon: Addon
  readonly children: ReactNode
}

/** One finding with its evidence. */
export function AddonCard({ addon, children }: Props) {
  const { state, measure, photos } = addon
  return (
    <section className="order-section" aria-label={addon.title}>
      <header className="order-section-head">
        <h2>
          {addon.title} <KindTag addon={addon} />
        </h2>
        <span className={`tag tone-${stateTones[state]}`}>{workorder.addonStates[state]}</span>
      </header>
      <p>{addon.finding}</p>
      {measure && <p className="addon-measure number">{words.measured(measure.name, measure.value, measure.limit)}</p>}
      <PhotoStrip photos={photos} nameOf={shared.photo} />
      <AddonLines addon={addon} />
      <Consequences addon={addon} />
      <p className="muted addon-when">{historyOf(addon, useStore().today).join(' · ')}</p>
      {children}
    </section>
  )
}

/** What is not to be done has no severity. */
const KindTag = ({ addon: { kind, severity } }: { readonly addon: Addon }) =>
  kind === 'removal' ? (
    <span className="tag tone-muted">{words.removal}</span>
  ) : (
    <span className={`tag tone-${severityTones[severity]}`}>{workorder.severities[severity]}</span>
  )

function AddonLines({ addon: { kind, lines } }: { readonly addon: Addon }) {
  if (lines.length === 0) return null
  if (kind === 'extra') return <LinesTable lines={lines} />
  // A removal that was declined leaves the work as it is: its line is not struck out, it says so.
  const answered = lines.map(({ isApproved, ...line }) => ({
    ...line,
    note: isApproved === null ? null : isApproved ? words.dropped : words.kept,
  }))
  return <LinesTable lines={answered} />
}

function Consequences({ addon }: { readonly addon: Addon }) {
  const { today } = useStore()
  const { newPromiseAt, extraMinutes, isRiskAccepted, recheckHint } = addon
  return (
    <>
      {newPromiseAt && <p className="number">{words.extra(extraMinutes, sayInstant(newPromiseAt, today))}</p>}
      {isRiskAccepted && (
        <p>
          <span className="tag tone-stop">{words.riskAccepted}</span>
        </p>
      )}
      {recheckHint && <p>{words.recheck(recheckHint)}</p>}
    </>
  )
}

function historyOf({ proposedByName, proposedAt, sentAt, decidedAt }: Addon, today: string): string[] {
  return [
    words.by(proposedByName, sayInstant(proposedAt, today)),
    ...(sentAt ? [words.sentAt(sayInstant(sentAt, today))] : []),
    ...(decidedAt ? [words.decidedAt(sayInstant(decidedAt, today))] : []),
  ]
}
