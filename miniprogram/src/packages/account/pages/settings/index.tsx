import Taro from '@tarojs/taro'
import { version } from '../../../../lib/version'
import { accountText } from '../../../../features/account/account.text'
import { EndLogin } from '../../../../features/account/EndLogin'
import { LargeTypeToggle } from '../../../../features/account/LargeTypeToggle'
import { routes } from '../../../../lib/routes'
import { useProfile } from '../../../../lib/session'
import { Card } from '../../../../ui/Card'
import { Cell } from '../../../../ui/Cell'
import { Page } from '../../../../ui/Page'

const text = accountText.settings

export default function Settings() {
  const isLoggedIn = useProfile() !== null
  return (
    <Page>
      <Card title={text.display}>
        <LargeTypeToggle />
      </Card>
      {isLoggedIn && (
        <Card title={text.account}>
          <Cell
            title={text.reminders}
            note={text.remindersNote}
            onClick={() => void Taro.navigateTo({ url: routes.reminders })}
          />
          <EndLogin />
        </Card>
      )}
      <Card title={text.about}>
        <Cell title={accountText.privacy.title} onClick={() => void Taro.navigateTo({ url: routes.privacy })} />
        <Cell title={text.version} value={version} />
      </Card>
    </Page>
  )
}
