import { View } from '@tarojs/components'
import { useState } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { useAction } from '../../lib/use-action'
import { Field } from '../../ui/Field'
import { BigButton } from './BigButton'
import { loginStaff, MustChangePassword } from './staff-session'
import { text } from './staff.text'
import styles from './staff.module.scss'

const words = text.login

/** The account of the console, on the phone. */
export function StaffLogin({ onDone }: { readonly onDone: Handler }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [hint, setHint] = useState<string>()
  const login = useAction(async () => {
    setHint(undefined)
    if (!username.trim() || !password) return setHint(words.missing)
    try {
      await loginStaff(username.trim(), password)
      await onDone()
    } catch (error) {
      if (!(error instanceof MustChangePassword)) throw error
      setHint(words.change)
    }
  })
  const problem = hint ?? login.problem?.title
  return (
    <View className={styles.form}>
      <View className={styles.name}>{words.title}</View>
      <View className={styles.hint}>{words.hint}</View>
      <View className={styles.row} />
      <Field label={words.username} value={username} onChange={setUsername} maxLength={64} />
      <Field label={words.password} value={password} onChange={setPassword} type="password" maxLength={200} />
      {problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {problem}
        </View>
      )}
      <View className={styles.row}>
        <BigButton loading={login.busy} onClick={login.run}>
          {words.submit}
        </BigButton>
      </View>
    </View>
  )
}
