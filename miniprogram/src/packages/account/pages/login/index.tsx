import Taro, { useRouter, useUnload } from '@tarojs/taro'
import { LoginFlow } from '../../../../features/account/LoginFlow'
import { routes } from '../../../../lib/routes'
import { dismissLogin } from '../../../../lib/session'
import { Page } from '../../../../ui/Page'

/** Back to where the owner came from. A page that was opened by its address has nothing behind it. */
function leave(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: routes.me })
}

export default function Login() {
  const { phone } = useRouter().params
  // Whoever asked for a log-in must hear that it did not happen.
  useUnload(dismissLogin)
  return (
    <Page>
      <LoginFlow needsPhone={phone === '1'} onDone={leave} />
    </Page>
  )
}
