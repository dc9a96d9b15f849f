import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tag } from '../../ui/Tag'
import type { Checked } from './coupon-scan.api'
import { text } from './coupon-scan.text'
import styles from './staff.module.scss'

/** What a code belongs to, and whether it goes here and now. */
export function CouponFacts({ checked }: { readonly checked: Checked }) {
  const { refusal, says, name, validUntil, limits, terms } = checked
  const isFine = refusal === null
  return (
    <Card title={says} extra={<Tag tone={isFine ? 'done' : 'stop'}>{isFine ? text.ok : text.bad}</Tag>}>
      {refusal !== null && (
        <View className={styles.problem} {...a11y('alert')}>
          {refusal}
        </View>
      )}
      <Cell title={name} note={text.until(sayInstant(validUntil))} />
      {limits.length > 0 && <Cell title={text.limit} note={limits.join('；')} />}
      {terms && <Cell title={text.terms} note={terms} />}
      <View className={styles.note}>{text.redeemNote}</View>
    </Card>
  )
}
