import type { workorder } from '@pitlane/contract'
import type { Tone } from '@pitlane/tokens'
import { View } from '@tarojs/components'
import { sayInstant } from '../../lib/time'
import { classes } from '../../ui/classes'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { Tag } from '../../ui/Tag'
import styles from './AddonCard.module.scss'
import type { Addon } from './progress.api'
import { text } from './progress.text'

const tones: Readonly<Record<workorder.Severity, Tone>> = { red: 'stop', yellow: 'wait', green: 'done' }

/** How much it matters, in a word. */
export const SeverityTag = ({ severity }: Pick<Addon, 'severity'>) => (
  <Tag tone={tones[severity]}>{text.severity[severity]}</Tag>
)

/** What was seen, what was measured beside its limit, photos of it, and when. */
export function AddonFinding({ addon }: { readonly addon: Addon }) {
  const { measure, severity } = addon
  const words = addon.kind === 'removal' ? text.removal : text.addon
  return (
    <>
      <View className={styles.finding}>{addon.finding}</View>
      {measure && (
        <View className={classes(styles.measure, severity !== 'green' && styles[severity])}>
          <View>{measure.name}</View>
          <View>{text.addon.measure(measure.value, measure.limit)}</View>
        </View>
      )}
      <PhotoStrip photos={addon.photos} name={text.addon.photos} />
      <View className={styles.by}>{words.by(sayInstant(addon.proposedAt))}</View>
    </>
  )
}
