import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { Handler } from '../../lib/handler'
import { canScan, scan } from '../../lib/platform/scan'
import { Field } from '../../ui/Field'
import { BigButton } from './BigButton'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.work

/** The keyboard for plates, which the page lends. */
export type RenderPlates = (how: {
  readonly action: string
  readonly onDone: (plate: string) => void
  readonly onClose: Handler
}) => ReactNode

interface Props {
  readonly typed: string
  readonly onType: (typed: string) => void
  /** What the camera read off a car, or its plate. */
  readonly onFind: (car: string) => void
  readonly renderPlates: RenderPlates
}

/** Finds the work of the car one stands before. */
export function FindCar({ typed, onType, onFind, renderPlates }: Props) {
  const [isOpen, setOpen] = useState(false)
  const read = async () => {
    const code = await scan('car')
    if (code) onFind(code)
  }
  const done = (plate: string) => {
    setOpen(false)
    onFind(plate)
  }
  return (
    <View className={styles.form}>
      <View className={styles.row}>
        {canScan() && (
          <BigButton tone="plain" onClick={read}>
            {words.scan}
          </BigButton>
        )}
        <BigButton tone="plain" onClick={() => setOpen(true)}>
          {words.plate}
        </BigButton>
      </View>
      <Field label={words.find} value={typed} onChange={onType} placeholder={words.findPlaceholder} maxLength={20} />
      {isOpen && renderPlates({ action: words.see, onDone: done, onClose: () => setOpen(false) })}
    </View>
  )
}
