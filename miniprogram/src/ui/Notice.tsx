import { View } from '@tarojs/components'
import { a11y } from '../lib/a11y'
import type { Handler } from '../lib/handler'
import { classes } from './classes'
import styles from './Notice.module.scss'
import { Tappable } from './Tappable'

interface Props {
  readonly tone: 'wait' | 'stop'
  readonly text: string
  /** What to do next, where there is something. */
  readonly way?: { readonly label: string; readonly go: Handler } | undefined
}

/** Something the owner has to know before the next tap, with the way on beside it. */
export function Notice({ tone, text, way }: Props) {
  return (
    <View className={classes(styles.notice, styles[tone])} {...a11y('alert')}>
      <View className={styles.text}>{text}</View>
      {way && (
        <Tappable className={styles.way} onClick={way.go}>
          {way.label}
        </Tappable>
      )}
    </View>
  )
}
