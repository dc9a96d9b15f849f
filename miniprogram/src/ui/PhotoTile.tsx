import { Image, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y } from '../lib/a11y'
import type { Handler } from '../lib/handler'
import styles from './PhotoTile.module.scss'
import { Tappable } from './Tappable'

/** What a touch does, in words. */
interface Deed {
  readonly label: string
  readonly onClick: Handler
}

interface Props {
  /** Empty while it is not known yet. */
  readonly src: string
  readonly deed?: Deed | undefined
  /** The corner takes it away. */
  readonly remove?: Deed
}

/** One photo as a square; children lie over it. */
export function PhotoTile({ src, deed, remove, children }: PropsWithChildren<Props>) {
  const inside = (
    <>
      {src && <Image className={styles.picture} src={src} mode="aspectFill" />}
      {children}
    </>
  )
  return (
    <View className={styles.tile} {...a11y('listitem')}>
      {deed ? (
        <Tappable className={styles.face} {...deed}>
          {inside}
        </Tappable>
      ) : (
        <View className={styles.face}>{inside}</View>
      )}
      {remove && (
        <Tappable className={styles.remove} {...remove}>
          <View className={styles.cross}>×</View>
        </Tappable>
      )}
    </View>
  )
}

/** A place for a photo that is not there. */
export function EmptyTile({ name, label, onClick }: Deed & { readonly name: string }) {
  return (
    <Tappable className={styles.tile} label={label} onClick={onClick}>
      <View className={styles.inside}>
        <View className={styles.plus}>＋</View>
        <View>{name}</View>
      </View>
    </Tappable>
  )
}
