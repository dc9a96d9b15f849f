import type { Tone } from '@pitlane/tokens'
import { Text } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { classes } from './classes'
import styles from './Tag.module.scss'

/** A state in one word; the colour only supports it. */
export function Tag({ tone, children }: PropsWithChildren<{ readonly tone: Tone }>) {
  return <Text className={classes(styles.tag, styles[tone])}>{children}</Text>
}
