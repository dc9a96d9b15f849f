import { catalog, coupon } from '@pitlane/contract'
import { Checkbox } from 'antd'
import type { FieldsProps } from './FaceFields'
import { Count, optionsOf, Several } from './Fields'
import { useStoreServices } from './use-coupons'
import { fieldWords as words } from './words'

const kinds = optionsOf(words.kindNames)
const categories = optionsOf(catalog.serviceCategories)
const fuels = optionsOf(catalog.fuels)
const customers = optionsOf(coupon.couponCustomers)

/** Lines of a bill, and cars, that it may be used on. */
export function ScopeFields({ draft, onChange }: FieldsProps) {
  const { data = [] } = useStoreServices()
  const services = data.map(({ id, name }) => ({ value: id, label: name }))
  const { scope } = draft
  const change = (part: Partial<coupon.CouponScope>) => onChange({ scope: { ...scope, ...part } })
  return (
    <>
      <Several
        label={words.kinds}
        value={scope.kinds}
        options={kinds}
        placeholder={words.all}
        onChange={(picked) => change({ kinds: picked })}
      />
      <Several
        label={words.categories}
        value={scope.categories}
        options={categories}
        placeholder={words.all}
        onChange={(picked) => change({ categories: picked })}
      />
      <Several
        label={words.services}
        value={scope.serviceIds}
        options={services}
        placeholder={words.all}
        onChange={(picked) => change({ serviceIds: picked })}
      />
      <Several
        label={words.exceptCategories}
        value={scope.exceptCategories}
        options={categories}
        placeholder={words.none}
        onChange={(picked) => change({ exceptCategories: picked })}
      />
      <Several
        label={words.exceptServices}
        value={scope.exceptServiceIds}
        options={services}
        placeholder={words.none}
        onChange={(picked) => change({ exceptServiceIds: picked })}
      />
      <Several
        label={words.fuels}
        value={scope.fuels}
        options={fuels}
        placeholder={words.all}
        onChange={(picked) => change({ fuels: picked })}
      />
      <VisitFields draft={draft} onChange={onChange} />
    </>
  )
}

/** Cars, customers and visits that it is for. */
function VisitFields({ draft, onChange }: FieldsProps) {
  const { scope } = draft
  const change = (part: Partial<coupon.CouponScope>) => onChange({ scope: { ...scope, ...part } })
  return (
    <>
      <Several
        isOpen
        label={words.series}
        value={scope.series}
        options={[]}
        placeholder={words.seriesHint}
        onChange={(picked) => change({ series: picked })}
      />
      <div className="day-form-hours">
        <Count
          label={words.ageFrom}
          value={draft.ageFrom}
          range={[0, 30]}
          placeholder={words.all}
          onChange={(ageFrom) => onChange({ ageFrom })}
        />
        <Count
          label={words.ageTo}
          value={draft.ageTo}
          range={[0, 30]}
          placeholder={words.all}
          onChange={(ageTo) => onChange({ ageTo })}
        />
      </div>
      <p className="muted">{words.ageHint}</p>
      <Several
        label={words.customers}
        value={scope.customers}
        options={customers}
        placeholder={words.all}
        onChange={(picked) => change({ customers: picked })}
      />
      <p className="muted">{words.customersHint}</p>
      <Checkbox checked={draft.needsBooking} onChange={(event) => onChange({ needsBooking: event.target.checked })}>
        {words.needsBooking}
      </Checkbox>
    </>
  )
}

/** What it goes with. */
export function StackFields({ draft, onChange }: FieldsProps) {
  const { stack } = draft
  const change = (part: Partial<coupon.CouponStack>) => onChange({ stack: { ...stack, ...part } })
  return (
    <>
      <Checkbox checked={stack.isAlone} onChange={(event) => change({ isAlone: event.target.checked })}>
        {words.isAlone}
      </Checkbox>
      {!stack.isAlone && (
        <>
          <Several
            isOpen
            label={words.group}
            value={stack.group === null ? [] : [stack.group]}
            options={[]}
            placeholder={words.groupHint}
            onChange={(picked) => change({ group: picked.at(-1) ?? null })}
          />
          <Several
            isOpen
            label={words.with}
            value={stack.with}
            options={[]}
            placeholder={words.none}
            onChange={(picked) => change({ with: picked })}
          />
        </>
      )}
    </>
  )
}
