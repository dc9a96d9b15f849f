import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { useAction } from '../../lib/use-action'
import { useProfile } from '../../lib/session'
import { ActionButton } from '../../ui/ActionButton'
import { loginByWechat } from './account.api'
import { accountText } from './account.text'
import { BindPhone } from './BindPhone'
import { Consent } from './Consent'
import { LoginProblem } from './LoginProblem'
import { SmsLogin } from './SmsLogin'
import styles from './LoginFlow.module.scss'

const text = accountText.login

interface Props {
  /** Whether who opened the page needs a phone number too. */
  readonly needsPhone: boolean
  readonly onDone: () => void
}

type Step = 'wechat' | 'phone' | 'sms'

/** Browsers have no WeChat; an owner who is logged in without a phone only has the phone left to do. */
const firstStep = (isLoggedIn: boolean): Step =>
  process.env.TARO_ENV !== 'weapp' ? 'sms' : isLoggedIn ? 'phone' : 'wechat'

/** Everything between 「请登录」 and being logged in. Each step keeps what was typed or ticked in the others. */
export function LoginFlow({ needsPhone, onDone }: Props) {
  const isLoggedIn = useProfile() !== null
  const [step, setStep] = useState<Step>(() => firstStep(isLoggedIn))
  const [agreed, setAgreed] = useState(false)
  const [missing, setMissing] = useState(false)
  const agree = (value: boolean) => {
    setAgreed(value)
    setMissing(false)
  }
  const askConsent = () => {
    setMissing(!agreed)
    return agreed
  }
  const consent = <Consent agreed={agreed} onChange={agree} missing={missing} />
  const heading = step === 'phone' ? accountText.phone : text

  return (
    <View className={styles.flow}>
      <View className={styles.title}>{heading.title}</View>
      <View className={styles.why}>{heading.why}</View>
      {step === 'wechat' && (
        <WechatLogin
          askConsent={askConsent}
          consent={consent}
          onDone={(hasPhone) => (needsPhone && !hasPhone ? setStep('phone') : onDone())}
          onSms={() => setStep('sms')}
        />
      )}
      {step === 'phone' && <BindPhone onDone={onDone} onLater={onDone} onSms={() => setStep('sms')} />}
      {step === 'sms' && <SmsLogin askConsent={askConsent} consent={consent} onDone={onDone} />}
    </View>
  )
}

interface WechatProps {
  readonly askConsent: () => boolean
  readonly consent: ReactNode
  readonly onDone: (hasPhone: boolean) => void
  readonly onSms: () => void
}

/** One tap inside WeChat. When WeChat does not answer, it says so and can be tried again, or the phone takes over. */
function WechatLogin({ askConsent, consent, onDone, onSms }: WechatProps) {
  const login = useAction(async () => {
    const profile = await loginByWechat()
    onDone(profile.maskedPhone !== null)
  })
  const start = () => {
    if (askConsent()) void login.run()
  }
  return (
    <View className={styles.actions}>
      <LoginProblem problem={login.problem} />
      {consent}
      <ActionButton loading={login.busy} onClick={start}>
        {login.busy ? text.wechatBusy : login.problem ? text.retry : text.wechat}
      </ActionButton>
      <ActionButton tone="plain" disabled={login.busy} onClick={onSms}>
        {text.bySms}
      </ActionButton>
    </View>
  )
}
