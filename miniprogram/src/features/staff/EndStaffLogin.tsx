import { useState } from 'react'
import { View } from '@tarojs/components'
import { useAction } from '../../lib/use-action'
import { ConfirmSheet } from '../../ui/ConfirmSheet'
import { BigButton } from './BigButton'
import { useQueue } from './staff-queue'
import { logoutStaff } from './staff-session'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.login

/** Ends the log-in on this phone; what waits to be sent stays for the next one. */
export function EndStaffLogin() {
  const [isOpen, setOpen] = useState(false)
  const { own } = useQueue()
  const leave = useAction(logoutStaff)
  return (
    <View className={styles.form}>
      <BigButton tone="plain" onClick={() => setOpen(true)}>
        {words.out}
      </BigButton>
      <ConfirmSheet
        open={isOpen}
        title={words.out}
        loss={own.length > 0 ? words.outLoss(own.length) : words.outPlain}
        confirm={words.out}
        keep={words.keep}
        busy={leave.busy}
        problem={leave.problem}
        onConfirm={() => void leave.run()}
        onClose={() => setOpen(false)}
      />
    </View>
  )
}
