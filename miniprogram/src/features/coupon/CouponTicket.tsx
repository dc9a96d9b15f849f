import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { Card } from '../../ui/Card'
import { classes } from '../../ui/classes'
import { Tag } from '../../ui/Tag'
import type { Coupon } from './coupon.api'
import styles from './coupon.module.scss'
import { isUsable, tagOf, whenOf } from './coupon-words'

/** One coupon: what it does, what it is called, until when. Leads to its code. */
export function CouponTicket({ item }: { readonly item: Coupon }) {
  const tag = tagOf(item)
  return (
    <Card onClick={() => void Taro.navigateTo({ url: routes.coupon(item.id) })}>
      <View className={styles.head}>
        <View className={classes(styles.says, !isUsable(item) && styles.faint)}>{item.says}</View>
        {tag && <Tag tone={tag.tone}>{tag.word}</Tag>}
      </View>
      <View className={styles.name}>{item.name}</View>
      <View className={styles.quiet}>{whenOf(item)}</View>
    </Card>
  )
}
