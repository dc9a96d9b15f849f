import { coupon, couponDesk } from '@pitlane/contract'
import { formatFen } from '@pitlane/kernel'
import { Button } from 'antd'
import { call } from '../../lib/api'
import { may, useStaff, useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { Facts } from '../../ui/Facts'
import { FaultNote } from '../../ui/FaultNote'
import { useToast } from '../../ui/use-toast'
import { Approval } from './Approval'
import { useFreshly, useTemplate } from './use-coupons'
import { fieldWords, words } from './words'

type Template = couponDesk.TemplateView

/** What is done to a template beside looking at it. */
export type Doing = 'edit' | 'issue' | 'link'

interface Props {
  readonly template: Template
  readonly onDo: (doing: Doing) => void
}

/** What a template says, its numbers, and what may be done with it. */
export function TemplateCard({ template, onDo }: Props) {
  return (
    <div className="template-card">
      <Said template={template} />
      <Approval template={template} />
      <Buttons template={template} onDo={onDo} />
      <Numbers template={template} />
      <Versions templateId={template.id} />
    </div>
  )
}

function Said({ template }: Pick<Props, 'template'>) {
  const { stores } = useStaff()
  const { facts } = words
  const { fields, says, limits } = template
  const named = stores.filter(({ id }) => fields.storeIds.includes(id)).map(({ name }) => name)
  return (
    <Facts
      facts={[
        { label: facts.type, value: coupon.couponTypes[fields.type] },
        { label: facts.says, value: says },
        { label: facts.limits, value: limits.join('；') },
        { label: facts.refund, value: coupon.refundPolicies[fields.refundPolicy] },
        { label: facts.funder, value: fieldWords.funders[fields.fundedBy] },
        { label: facts.stores, value: named.join('、') },
        { label: facts.terms, value: fields.terms },
      ]}
    />
  )
}

function Buttons({ template, onDo }: Props) {
  const store = useStore()
  const { id, version, state, fields, approval } = template
  const toast = useToast()
  const freshly = useFreshly()
  const turn = (endpoint: typeof couponDesk.activate | typeof couponDesk.stop) =>
    freshly(() => call(endpoint, { params: { templateId: id }, body: { version } }))
  const activate = useAction(
    () => turn(couponDesk.activate),
    () => toast.done(words.activated(fields.name)),
  )
  const stop = useAction(
    () => turn(couponDesk.stop),
    () => toast.done(words.stopped(fields.name)),
  )
  const isActive = state === 'active'
  const canIssue = isActive && may(store, 'coupon.issue')
  if (!may(store, 'coupon.manage') && !canIssue) return null
  return (
    <div>
      <div className="panel-actions">
        {canIssue && <Button onClick={() => onDo('issue')}>{words.issue}</Button>}
        {canIssue && <Button onClick={() => onDo('link')}>{words.link}</Button>}
        {may(store, 'coupon.manage') && (
          <>
            <Button onClick={() => onDo('edit')}>{words.edit}</Button>
            {isActive ? (
              <Button danger title={words.stopHint} loading={stop.isBusy} onClick={() => stop.run()}>
                {words.stop}
              </Button>
            ) : (
              <Button
                type="primary"
                disabled={approval.state === 'waiting' || approval.state === 'refused'}
                loading={activate.isBusy}
                onClick={() => activate.run()}
              >
                {words.activate}
              </Button>
            )}
          </>
        )}
      </div>
      <FaultNote error={activate.error ?? stop.error} />
    </div>
  )
}

function Numbers({ template }: Pick<Props, 'template'>) {
  const { stats, stockLeft } = template
  const { statFacts } = words
  const budget = stats.budgetUsedPercent === null ? words.unlimited : words.percent(stats.budgetUsedPercent)
  const counts = (['issued', 'claimed', 'used', 'outstanding', 'expired', 'voided'] as const).map((key) => ({
    label: statFacts[key],
    value: stats[key],
  }))
  return (
    <section className="panel-part" aria-label={words.stats}>
      <h3>{words.stats}</h3>
      <Facts
        facts={[
          ...counts,
          { label: statFacts.stock, value: stockLeft ?? words.unlimited },
          { label: statFacts.liability, value: formatFen(stats.liabilityFen) },
          { label: statFacts.spent, value: formatFen(stats.spentFen) },
          {
            label: statFacts.budget,
            value: (
              <>
                {budget} {stats.isBudgetLow && <span className="tag tone-stop">{words.budgetLow}</span>}
              </>
            ),
          },
          { label: statFacts.flagged, value: stats.flagged },
        ]}
      />
    </section>
  )
}

function Versions({ templateId }: { readonly templateId: string }) {
  const { today } = useStore()
  const { data } = useTemplate(templateId)
  if (!data || data.versions.length === 0) return null
  return (
    <section className="panel-part" aria-label={words.versions}>
      <h3>{words.versions}</h3>
      <ul className="history-list">
        {data.versions.map(({ version, at, says }) => (
          <li key={version}>
            <p className="history-head">
              <span>{words.version(version)}</span>
              <span className="muted">{sayInstant(at, today)}</span>
            </p>
            <p className="muted">{says}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
