import { formatPhone, isMobile, normPhone } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../../lib/api'
import { useAction } from '../../lib/use-action'
import { ActionButton } from '../../ui/ActionButton'
import { classes } from '../../ui/classes'
import { Field } from '../../ui/Field'
import { Tappable } from '../../ui/Tappable'
import { loginBySms, sendSmsCode } from './account.api'
import { accountText } from './account.text'
import { useCountdown } from './countdown'
import styles from './SmsLogin.module.scss'

const text = accountText.sms

interface Props {
  /** Whether the privacy guide is agreed to; when not, it shows that it is missing. */
  readonly askConsent: () => boolean
  /** The tick, above the button that depends on it. */
  readonly consent: ReactNode
  readonly onDone: () => void
}

/** When the server refuses because it is too early, it says how long to wait. */
function secondsToWait(problem: ApiProblem | undefined): number {
  const seconds = problem?.data?.['retryAfterSeconds']
  return typeof seconds === 'number' ? seconds : 0
}

/** Sending the code: how long until the next one, what was sent where, and what went wrong. */
function useSending() {
  const [left, startCountdown] = useCountdown()
  const [sent, setSent] = useState('')
  const action = useAction(async (phone: string) => {
    try {
      const { retryAfterSeconds, expiresInSeconds } = await sendSmsCode(phone)
      startCountdown(retryAfterSeconds)
      setSent(text.sentTo(formatPhone(phone), Math.round(expiresInSeconds / 60)))
    } catch (error) {
      const wait = secondsToWait((error as { problem?: ApiProblem }).problem)
      if (wait > 0) startCountdown(wait)
      throw error
    }
  })
  return { ...action, left, sent }
}

type Sending = ReturnType<typeof useSending>

function sendLabel({ busy, left, sent }: Sending): string {
  if (busy) return text.sending
  if (left > 0) return text.resendIn(left)
  return sent ? text.resend : text.send
}

interface Wrong {
  readonly phone?: string
  readonly code?: string
}

/** What is typed, what is wrong with it, and the two things that can be done with it. */
function useSmsForm({ askConsent, onDone }: Omit<Props, 'consent'>) {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const sending = useSending()
  const login = useAction(async () => {
    await loginBySms(normPhone(phone), code)
    onDone()
  })
  const typePhone = (value: string) => {
    setPhone(value)
    setWrong({})
  }
  const typeCode = (value: string) => {
    setCode(value.replace(/\D/g, ''))
    setWrong({})
    login.forgive()
    sending.forgive()
  }
  const phoneIsRight = () => {
    const right = isMobile(normPhone(phone))
    setWrong(right ? {} : { phone: text.phoneWrong })
    return right
  }
  const send = () => {
    if (phoneIsRight() && askConsent()) void sending.run(normPhone(phone))
  }
  const submit = () => {
    if (!phoneIsRight()) return
    if (!/^\d{6}$/.test(code)) return setWrong({ code: text.codeWrong })
    if (askConsent()) void login.run()
  }
  return { phone, code, wrong, sending, login, typePhone, typeCode, send, submit }
}

type SmsForm = ReturnType<typeof useSmsForm>

/** Phone number and SMS code: the log-in of browsers, and the way out where WeChat's own does not work. */
export function SmsLogin({ askConsent, consent, onDone }: Props) {
  const form = useSmsForm({ askConsent, onDone })
  return (
    <View>
      <Field
        label={text.phone}
        value={form.phone}
        onChange={form.typePhone}
        type="tel"
        maxLength={20}
        placeholder={text.phonePlaceholder}
        error={form.wrong.phone}
        hint={text.phoneHint}
      />
      <CodeRow form={form} />
      {consent}
      <ActionButton loading={form.login.busy} onClick={form.submit}>
        {form.login.busy ? accountText.login.submitBusy : accountText.login.submit}
      </ActionButton>
    </View>
  )
}

/** The code and the button that has it sent, which rests until the next one may be asked for. */
function CodeRow({ form: { code, wrong, sending, login, typeCode, send } }: { readonly form: SmsForm }) {
  const isResting = sending.busy || sending.left > 0
  return (
    <View className={styles.row}>
      <View className={styles.code}>
        <Field
          label={text.code}
          value={code}
          onChange={typeCode}
          type="number"
          maxLength={6}
          placeholder={text.codePlaceholder}
          error={wrong.code ?? login.problem?.title ?? sending.problem?.title}
          hint={sending.sent}
        />
      </View>
      <Tappable className={classes(styles.send, isResting && styles.resting)} disabled={isResting} onClick={send}>
        {sendLabel(sending)}
      </Tappable>
    </View>
  )
}
