import { View } from '@tarojs/components'
import { useState } from 'react'
import { toast } from '../../lib/toast'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { bindPhone } from './account.api'
import { accountText } from './account.text'
import { LoginProblem } from './LoginProblem'
import { readPhoneAnswer } from './phone-answer'
import styles from './LoginFlow.module.scss'

const text = accountText.phone

interface Props {
  readonly onDone: () => void
  readonly onLater: () => void
  readonly onSms: () => void
}

/**
 * Asks WeChat for the owner's number, only when a booking needs it. The tap also answers WeChat's own privacy question
 * (`agreePrivacyAuthorization`), so that the owner is not asked twice.
 */
export function BindPhone({ onDone, onLater, onSms }: Props) {
  const [refusal, setRefusal] = useState<string>()
  const bind = useAction(async (code: string) => {
    await bindPhone(code)
    toast(text.done)
    onDone()
  })
  const answered = (detail: unknown) => {
    const answer = readPhoneAnswer(detail)
    setRefusal(answer.kind === 'code' ? undefined : text[answer.kind])
    if (answer.kind === 'code') void bind.run(answer.code)
  }
  return (
    <View className={styles.actions}>
      <LoginProblem problem={refusal ? { title: refusal } : bind.problem} />
      <ActionButton
        loading={bind.busy}
        openType={bind.busy ? undefined : 'getPhoneNumber|agreePrivacyAuthorization'}
        onGetPhoneNumber={(event) => answered(event.detail)}
      >
        {bind.busy ? text.busy : text.wechat}
      </ActionButton>
      <ActionButton tone="plain" disabled={bind.busy} onClick={onSms}>
        {text.bySms}
      </ActionButton>
      <ActionButton tone="plain" disabled={bind.busy} onClick={onLater}>
        {text.later}
      </ActionButton>
    </View>
  )
}
