import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import { canScan } from '../../lib/platform/scan'
import { Card } from '../../ui/Card'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { BigButton } from './BigButton'
import { scanStores } from './coupon-scan.api'
import { text } from './coupon-scan.text'
import { CouponFacts } from './CouponFacts'
import { CouponFit } from './CouponFit'
import { useStaff } from './staff-session'
import styles from './staff.module.scss'
import { useCouponScan } from './use-coupon-scan'

/** Checks coupons of one store. */
function Counter({ storeId }: { readonly storeId: string }) {
  const { typed, type, wrong, submit, read, checked, busy, problem } = useCouponScan(storeId)
  return (
    <>
      <Card>
        {canScan() && (
          <View className={styles.row}>
            <BigButton loading={busy} onClick={read}>
              {checked ? text.again : text.scan}
            </BigButton>
          </View>
        )}
        <Field
          label={text.typed}
          value={typed}
          type="tel"
          maxLength={14}
          hint={text.typedHint}
          error={wrong}
          onChange={type}
        />
        <View className={styles.row}>
          <BigButton tone={canScan() ? 'plain' : 'primary'} loading={busy} onClick={submit}>
            {text.check}
          </BigButton>
        </View>
        {problem && (
          <View className={styles.problem} {...a11y('alert')}>
            {problem.title}
          </View>
        )}
      </Card>
      {checked && <CouponFacts checked={checked} />}
      {checked && <CouponFit key={checked.couponId} storeId={storeId} checked={checked} />}
    </>
  )
}

/** 验券: what a coupon is, and where it goes. It redeems nothing. */
export function CouponScanScreen() {
  const staff = useStaff()
  const stores = staff ? scanStores(staff) : []
  const [chosen, setChosen] = useState<string>()
  const storeId = chosen ?? stores[0]?.id
  if (!storeId) return <Empty title={text.noStore} />
  return (
    <>
      {stores.length > 1 && (
        <View className={styles.form}>
          <Choice
            label={text.store}
            options={stores.map(({ id, name }) => ({ value: id, label: name }))}
            value={storeId}
            onChange={setChosen}
          />
        </View>
      )}
      <Counter key={storeId} storeId={storeId} />
    </>
  )
}
