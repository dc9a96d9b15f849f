import { Image } from '@tarojs/components'
import { useMemo } from 'react'
import { a11y } from '../lib/a11y'
import { qrImage } from '../lib/qr'
import { classes } from './classes'
import styles from './QrCode.module.scss'

interface Props {
  readonly content: string
  /** Read aloud. */
  readonly label: string
  /** It is no good any more. */
  readonly isFaded?: boolean
}

/** A square code for somebody's camera. */
export function QrCode({ content, label, isFaded = false }: Props) {
  const image = useMemo(() => qrImage(content), [content])
  return (
    <Image
      className={classes(styles.code, isFaded && styles.faded)}
      src={image}
      mode="aspectFit"
      {...a11y('img', label)}
    />
  )
}
