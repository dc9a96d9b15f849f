import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Tag } from '../../ui/Tag'
import type { CouponDetail } from './coupon.api'
import styles from './coupon.module.scss'
import { dayOf, isUsable, lastDayOf, tagOf, whenOf } from './coupon-words'
import { text } from './coupon.text'
import { RedeemCode } from './RedeemCode'

const words = text.detail

/** Where and when it may be used, and by whose rules. */
function Conditions({ detail }: { readonly detail: CouponDetail }) {
  const { limits, terms, stores, validFrom, validUntil } = detail
  return (
    <Card title={words.limits}>
      <Cell title={words.period} note={words.periodOf(dayOf(validFrom), lastDayOf(validUntil))} />
      {limits.length > 0 && <Cell title={words.limit} note={limits.join('；')} />}
      <Cell title={words.stores} note={stores.map(({ name }) => name).join('、')} />
      {terms && <Cell title={words.terms} note={terms} />}
      <View className={styles.quiet}>{words.payHint}</View>
    </Card>
  )
}

interface Props {
  readonly detail: CouponDetail
  readonly isStale: boolean
  readonly onRefused: () => void
}

/** One coupon with what to hold up, and everything about it. */
export function CouponScreen({ detail, isStale, onRefused }: Props) {
  const tag = tagOf(detail)
  return (
    <>
      {isStale && (
        <View className={styles.stale} {...a11y('status')}>
          {words.stale}
        </View>
      )}
      <Card>
        <View className={styles.head}>
          <View className={styles.says}>{detail.says}</View>
          {tag && <Tag tone={tag.tone}>{tag.word}</Tag>}
        </View>
        <View className={styles.name}>{detail.name}</View>
        <View className={styles.quiet}>{whenOf(detail)}</View>
      </Card>
      {isUsable(detail) && <RedeemCode couponId={detail.id} digits={detail.code} onRefused={onRefused} />}
      {detail.state === 'locked' && (
        <Card title={words.inPay}>
          <View className={styles.quiet}>{words.inPayHint}</View>
        </Card>
      )}
      <Conditions detail={detail} />
      {detail.history.length > 0 && (
        <Card title={words.history}>
          {detail.history.map(({ at, what }) => (
            <Cell key={`${at}${what}`} title={what} value={sayInstant(at)} />
          ))}
        </Card>
      )}
    </>
  )
}
