import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { sayInstant } from '../../lib/time'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { Sheet } from '../../ui/Sheet'
import { giveCoupon, type CouponDetail } from './coupon.api'
import styles from './coupon.module.scss'
import { text } from './coupon.text'
import { SendLink } from './SendLink'

const words = text.gift

export interface MadeLink {
  readonly token: string
  readonly until: string
}

interface Props {
  readonly detail: CouponDetail
  readonly made: MadeLink | undefined
  readonly onMade: (made: MadeLink) => void
  readonly onClose: () => void
}

/** Makes a link by which a friend takes the coupon over, and says what that means. */
export function GiftSheet({ detail, made, onMade, onClose }: Props) {
  const make = useAction(async () => onMade(await giveCoupon(detail.id)))
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <View className={styles.body}>{words.hint}</View>
      {made && <View className={styles.quiet}>{words.until(sayInstant(made.until))}</View>}
      {make.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {make.problem.title}
        </View>
      )}
      <View className={styles.actions}>
        {made ? (
          <SendLink title={words.card(detail.name)} token={made.token} />
        ) : (
          <ActionButton loading={make.busy} onClick={make.run}>
            {words.make}
          </ActionButton>
        )}
      </View>
    </Sheet>
  )
}
