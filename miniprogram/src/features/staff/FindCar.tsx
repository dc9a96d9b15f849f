import { View } from '@tarojs/components'
import { canScan, scan } from '../../lib/platform/scan'
import { Field } from '../../ui/Field'
import { Tappable } from '../../ui/Tappable'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.work

interface Props {
  readonly typed: string
  readonly onType: (typed: string) => void
  /** What the camera read off a car. */
  readonly onScan: (code: string) => void
}

/** Finds the job of the car one stands before. */
export function FindCar({ typed, onType, onScan }: Props) {
  const read = async () => {
    const code = await scan('car')
    if (code) onScan(code)
  }
  return (
    <View className={styles.find}>
      <View className={styles.typed}>
        <Field label={words.find} value={typed} onChange={onType} maxLength={20} />
      </View>
      {canScan() && (
        <Tappable className={styles.scan} onClick={read}>
          {words.scan}
        </Tappable>
      )}
    </View>
  )
}
