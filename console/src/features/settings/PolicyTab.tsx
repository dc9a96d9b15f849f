import { resources, type policy as contract } from '@pitlane/contract'
import { Switch } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import { GuardedForm } from './GuardedForm'
import { History } from './History'
import { Loaded } from './Loaded'
import { OffPeakFields } from './OffPeakFields'
import { NumberFields, ReserveFields } from './PolicyFields'
import { useGuardedSave } from './use-guarded-save'
import { usePolicy } from './use-resources'
import { words } from './words'

type Policy = contract.CapacityPolicy

/** How the store spends its capacity. */
export function PolicyTab() {
  return <OwnPolicy storeId={useStore().id} />
}

function OwnPolicy({ storeId }: { readonly storeId: string }) {
  const query = usePolicy(storeId)
  return (
    <Loaded query={query}>
      {(view) => (
        <>
          <div className="board-main policy">
            <PolicyForm storeId={storeId} view={view} />
          </div>
          <aside className="side-panel" aria-label={words.history.title}>
            <div className="side-panel-body">
              <History subjectType="store_policy" subjectId={storeId} />
            </div>
          </aside>
        </>
      )}
    </Loaded>
  )
}

const areRulesGood = ({ offPeak }: Policy): boolean =>
  offPeak.every((rule) => rule.weekdays.length > 0 && rule.fromMinute < rule.toMinute)

function PolicyForm({ storeId, view }: { readonly storeId: string; readonly view: resources.PolicyView }) {
  const toast = useToast()
  const [policy, setPolicy] = useState<Policy>(view.policy)
  const change = (part: Partial<Policy>) => setPolicy((p) => ({ ...p, ...part }))
  const { version } = view
  const params = { storeId }
  const guard = useGuardedSave<Policy, unknown>({
    preview: (input) => call(resources.previewPolicy, { params, body: { version, policy: input } }),
    save: (input, affectedSeen) =>
      call(resources.savePolicy, { params, body: { version, affectedSeen, policy: input } }),
    onSaved: () => toast.done(words.saved(words.policy.form)),
  })
  const { sections } = words.policy
  return (
    <GuardedForm label={words.policy.form} guard={guard} input={areRulesGood(policy) ? policy : undefined}>
      <p className="muted">{version === 0 ? words.policy.isDefault : words.policy.intro}</p>
      <PolicySection title={sections.reserve}>
        <ReserveFields
          percents={policy.walkInReservePercent}
          onChange={(walkInReservePercent) => change({ walkInReservePercent })}
        />
        <NumberFields names={['reserveReleaseMinutes', 'reworkReserveCars']} policy={policy} onChange={change} />
      </PolicySection>
      <PolicySection title={sections.steps} hint={words.policy.zero}>
        <NumberFields
          names={['receptionMinutes', 'qcMinutes', 'washMinutes', 'finishBeforeCloseMinutes']}
          policy={policy}
          onChange={change}
        />
      </PolicySection>
      <PolicySection title={sections.promise}>
        <NumberFields
          names={['holdMinutes', 'confirmWithinMinutes', 'waitlistOfferMinutes', 'waitlistMaxOffers']}
          policy={policy}
          onChange={change}
        />
      </PolicySection>
      <PolicySection title={sections.overrun} hint={words.policy.overrunHint}>
        <label className="day-form-line policy-flag">
          <span>{words.policy.fields['isOverrunWatched']}</span>
          <Switch checked={policy.isOverrunWatched} onChange={(isOverrunWatched) => change({ isOverrunWatched })} />
        </label>
        <NumberFields names={['carryOverMinutes', 'depositFen']} policy={policy} onChange={change} />
      </PolicySection>
      <PolicySection title={sections.offPeak} hint={words.policy.offPeakHint}>
        <OffPeakFields rules={policy.offPeak} onChange={(offPeak) => change({ offPeak })} />
      </PolicySection>
    </GuardedForm>
  )
}

interface SectionProps {
  readonly title: string
  readonly hint?: string
  readonly children: React.ReactNode
}

function PolicySection({ title, hint, children }: SectionProps) {
  return (
    <fieldset className="policy-section">
      <legend>{title}</legend>
      {hint && <p className="muted">{hint}</p>}
      {children}
    </fieldset>
  )
}
