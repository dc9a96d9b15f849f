import { workorder } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { BigButton } from './BigButton'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.pause
const reasons = Object.entries(workorder.pauseReasons) as [keyof typeof workorder.pauseReasons, string][]

interface Props {
  readonly onPause: (reason: keyof typeof workorder.pauseReasons, note: string) => void
  readonly onClose: () => void
}

/** Why the work stands still: one touch. */
export function PauseSheet({ onPause, onClose }: Props) {
  const [note, setNote] = useState('')
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <Field label={words.note} value={note} onChange={setNote} placeholder={words.notePlaceholder} maxLength={100} />
      <View className={styles.choices}>
        {reasons.map(([reason, zh]) => (
          <BigButton key={reason} tone="plain" onClick={() => onPause(reason, note)}>
            {zh}
          </BigButton>
        ))}
      </View>
    </Sheet>
  )
}
