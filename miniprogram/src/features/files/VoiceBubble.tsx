import { View } from '@tarojs/components'
import { Tappable } from '../../ui/Tappable'
import { text } from './files.text'
import { usePlayer } from './use-player'
import styles from './VoiceBubble.module.scss'

interface Props {
  /** A file on the device, or an address. */
  readonly path: string
  readonly seconds: number
}

/** A recording, to be heard with one touch. */
export function VoiceBubble({ path, seconds }: Props) {
  const { isPlaying, toggle } = usePlayer(path)
  return (
    <Tappable className={styles.bubble} label={isPlaying ? text.stop : text.play(seconds)} onClick={toggle}>
      <View className={isPlaying ? styles.square : styles.triangle} />
      <View>{text.seconds(seconds)}</View>
    </Tappable>
  )
}
