import { View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { useTypeScale } from '../lib/large-type'
import styles from './Page.module.scss'
import { PrivacyPrompt } from './PrivacyPrompt'

/** A whole screen: a body that scrolls and a footer that stays at the thumb, above the safe area. */
export function Page({ children, footer }: PropsWithChildren<{ readonly footer?: ReactNode }>) {
  const scale = useTypeScale()
  return (
    <View className={styles.page} style={{ '--scale': String(scale) } as React.CSSProperties}>
      <View className={styles.body}>{children}</View>
      {footer && <View className={styles.footer}>{footer}</View>}
      <PrivacyPrompt />
    </View>
  )
}
