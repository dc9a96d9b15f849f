import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import type { Wallet } from './coupon.api'
import styles from './coupon.module.scss'
import { text } from './coupon.text'
import { CouponTicket } from './CouponTicket'

const words = text.wallet
const PARTS = ['usable', 'used', 'ended'] as const
type Part = (typeof PARTS)[number]

interface Props {
  readonly wallet: Wallet
  readonly onInvite: Handler
}

/** The owner's coupons, first to end first. */
export function WalletScreen({ wallet, onInvite }: Props) {
  const [part, setPart] = useState<Part>('usable')
  const options = PARTS.map((value) => ({ value, label: words.count(words.tabs[value], wallet[value].length) }))
  const coupons = wallet[part]
  return (
    <>
      <View className={styles.tabs}>
        <Choice label={words.tab} options={options} value={part} onChange={setPart}>
          <></>
        </Choice>
      </View>
      {coupons.map((item) => (
        <CouponTicket key={item.id} item={item} />
      ))}
      {coupons.length === 0 && (
        <Empty title={words.empty[part]} {...(part === 'usable' ? { hint: words.emptyHint } : {})} />
      )}
      {part === 'usable' && (
        <Card>
          <Cell title={words.invite} note={words.inviteNote} onClick={onInvite} />
        </Card>
      )}
    </>
  )
}
