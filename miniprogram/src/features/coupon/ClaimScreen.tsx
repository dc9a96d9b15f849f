import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import type { Offer } from './coupon.api'
import styles from './coupon.module.scss'
import { text } from './coupon.text'

const words = text.claim

/** What a link holds, before it is taken. */
export function ClaimScreen({ offer, problem }: { readonly offer: Offer; readonly problem: string | undefined }) {
  const { kind, name, says, limits, terms, until, left } = offer
  return (
    <>
      <Card>
        <View className={styles.caption}>{words.kinds[kind]}</View>
        <View className={styles.big}>{says}</View>
        <View className={styles.caption}>{name}</View>
        {kind === 'invitation' && <View className={styles.caption}>{words.invitationHint}</View>}
        {problem && (
          <View className={styles.problem} {...a11y('alert')}>
            {problem}
          </View>
        )}
      </Card>
      <Card>
        <Cell title={words.until(sayInstant(until))} {...(left === null ? {} : { value: words.left(left) })} />
        {limits.length > 0 && <Cell title={text.detail.limit} note={limits.join('；')} />}
        {terms && <Cell title={text.detail.terms} note={terms} />}
      </Card>
    </>
  )
}
