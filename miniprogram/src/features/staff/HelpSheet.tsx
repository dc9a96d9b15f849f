import { View } from '@tarojs/components'
import { useState } from 'react'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { BigButton } from './BigButton'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.help

interface Props {
  readonly onAsk: (note: string) => void
  readonly onClose: () => void
}

/** Calls for somebody who knows more. */
export function HelpSheet({ onAsk, onClose }: Props) {
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const ask = () => {
    setMissing(!note.trim())
    if (note.trim()) onAsk(note.trim())
  }
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <View className={styles.hint}>{words.hint}</View>
      <View className={styles.row} />
      <Field
        label={words.note}
        value={note}
        onChange={setNote}
        placeholder={words.placeholder}
        maxLength={100}
        error={isMissing ? words.missing : undefined}
      />
      <BigButton onClick={ask}>{words.send}</BigButton>
    </Sheet>
  )
}
