import { useRouter } from '@tarojs/taro'
import { codeOf } from '../../../../features/visit/check-in-code'
import { CheckInFooter, CheckInScreen } from '../../../../features/visit/CheckInScreen'
import { useCheckIn } from '../../../../features/visit/use-check-in'
import { text } from '../../../../features/visit/visit.text'
import { LoginDismissed, requireLogin, useProfile } from '../../../../lib/session'
import { Empty } from '../../../../ui/Empty'
import { Page } from '../../../../ui/Page'

const askLogin = () =>
  void requireLogin().catch((error: unknown) => {
    if (!(error instanceof LoginDismissed)) throw error
  })

/** Opened by the poster at the entrance (`code`; from WeChat's own scanner its whole address as `q`), or to scan it. */
export default function CheckInPage() {
  const { code, q } = useRouter().params
  const flow = useCheckIn(codeOf(code ?? q ?? ''))
  const profile = useProfile()
  if (!profile)
    return (
      <Page>
        <Empty
          title={text.checkIn.login}
          hint={text.checkIn.loginHint}
          action={{ label: text.checkIn.login, onClick: askLogin }}
        />
      </Page>
    )
  const { state } = flow
  return (
    <Page footer={state.kind === 'done' && <CheckInFooter item={state.booking} />}>
      <CheckInScreen flow={flow} />
    </Page>
  )
}
