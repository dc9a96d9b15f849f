import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { QrCode } from '../../ui/QrCode'
import { Skeleton } from '../../ui/Skeleton'
import styles from './coupon.module.scss'
import { text } from './coupon.text'
import { useRedeemCode, type RedeemCodeFlow } from './use-redeem-code'

const words = text.detail

function Picture({ flow }: { readonly flow: RedeemCodeFlow }) {
  const { code, left, isOffline, problem, renew } = flow
  const isOver = left === 0
  if (!code && !problem) return <Skeleton rows={1} height={220} />
  return (
    <>
      {code && (
        <View className={styles.square}>
          <QrCode content={code.payload} label={words.codeLabel} isFaded={isOver} />
          {isOver && <View className={styles.over}>{words.over}</View>}
        </View>
      )}
      <View className={styles.left} {...a11y('status')}>
        {isOver
          ? problem && !isOffline
            ? problem.title
            : words.overHint
          : isOffline
            ? words.leftOffline(left)
            : words.left(left)}
      </View>
      {isOver && (
        <View className={styles.actions}>
          <ActionButton tone="plain" onClick={renew}>
            {words.refresh}
          </ActionButton>
        </View>
      )}
    </>
  )
}

interface Props {
  readonly couponId: string
  /** Twelve digits, 4-4-4. */
  readonly digits: string
  /** It cannot be used any more; somebody should look why. */
  readonly onRefused: () => void
}

/** What is held up at the counter: a square code that is good for a minute, and digits to say. */
export function RedeemCode({ couponId, digits, onRefused }: Props) {
  const flow = useRedeemCode(couponId, onRefused)
  return (
    <Card>
      <View className={styles.caption}>{words.code}</View>
      <Picture flow={flow} />
      <View className={styles.caption}>{words.digits}</View>
      <View className={styles.digits}>{digits}</View>
    </Card>
  )
}
