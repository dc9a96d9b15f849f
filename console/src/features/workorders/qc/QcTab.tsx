import type { workorder } from '@pitlane/contract'
import { useStore } from '../../../lib/staff'
import { sayInstant } from '../../../lib/time'
import { Blank } from '../../../ui/Blank'
import { PhotoStrip } from '../../../ui/PhotoStrip'
import { ToneTag } from '../../../ui/ToneTag'
import { canDo } from '../may'
import { useKeptForm } from '../use-kept-form'
import { words as shared } from '../words'
import { QcForm } from './QcForm'
import { ReinspectForm } from './ReinspectForm'
import { words } from './words'

/** The final check, and what was found by those before. */
export function QcTab({ detail }: { readonly detail: workorder.WorkorderDetail }) {
  const kept = useKeptForm(canDo(detail, 'judgeQc'))
  const isWaiting = detail.state === 'work_done'
  return (
    <>
      <ReinspectForm detail={detail} />
      {kept.isShown && <QcForm detail={detail} kept={kept} />}
      {detail.qc.map((record) => (
        <Record key={record.id} record={record} />
      ))}
      {detail.qc.length === 0 && !kept.isShown && (
        <Blank title={isWaiting ? words.waiting : words.none}>
          <p>{isWaiting ? words.waitingHint : words.noneHint}</p>
        </Blank>
      )}
    </>
  )
}

type Seen = workorder.QcView['items'][number]

/** Failed, not looked at, in order. */
const outcomes = [
  { isPassed: false, tone: 'stop', zh: words.fail },
  { isPassed: null, tone: 'muted', zh: words.unseen },
  { isPassed: true, tone: 'done', zh: words.pass },
] as const

const rankOf = (item: Seen) => outcomes.findIndex(({ isPassed }) => isPassed === item.isPassed)

/** What failed is said first. */
const inOrder = (items: readonly Seen[]) => [...items].sort((a, b) => rankOf(a) - rankOf(b))

function Record({ record }: { readonly record: workorder.QcView }) {
  const { today } = useStore()
  const { isPassed, byName, at, items, reason, photos, hasRoadTest } = record
  return (
    <section className="order-section" aria-label={words.records}>
      <header className="order-section-head">
        <h2>{words.records}</h2>
        <span className={`tag tone-${isPassed ? 'done' : 'stop'}`}>{isPassed ? words.passed : words.failed}</span>
        {hasRoadTest && <span className="tag tone-muted">{words.roadTestDone}</span>}
        <span className="muted">{words.of(byName, sayInstant(at, today))}</span>
      </header>
      {reason && <p>{reason}</p>}
      <ul className="qc-seen">
        {inOrder(items).map((item) => (
          <li key={item.key}>
            <Outcome item={item} /> {item.title} <span className="muted">{item.note}</span>
          </li>
        ))}
      </ul>
      <PhotoStrip photos={photos} nameOf={shared.photo} />
    </section>
  )
}

function Outcome({ item }: { readonly item: Seen }) {
  const outcome = outcomes[rankOf(item)]
  return outcome ? <ToneTag {...outcome} /> : null
}
