import Taro from '@tarojs/taro'
import { version } from '../../lib/version'
import { accountText } from '../../features/account/account.text'
import { LargeTypeToggle } from '../../features/account/LargeTypeToggle'
import { MessageCell } from '../../features/messages/MessageCell'
import { ProfileCard } from '../../features/account/ProfileCard'
import { routes } from '../../lib/routes'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Page } from '../../ui/Page'

const text = accountText.me
const open = (url: string) => () => void Taro.navigateTo({ url })

export default function Me() {
  return (
    <Page>
      <ProfileCard />
      <Card>
        <MessageCell />
        <Cell title={text.coupons} note={text.couponsNote} onClick={open(routes.coupons)} />
        <Cell title={text.garage} note={text.garageNote} onClick={open(routes.garage)} />
        <Cell
          title={text.bookings}
          note={text.bookingsNote}
          onClick={() => void Taro.switchTab({ url: routes.bookings })}
        />
      </Card>
      <Card>
        <LargeTypeToggle />
      </Card>
      <Card>
        <Cell title={text.settings} note={text.settingsNote} onClick={open(routes.settings)} />
        <Cell title={text.privacy} onClick={open(routes.privacy)} />
        <Cell title={accountText.settings.about} value={text.about(version)} />
        <Cell title={text.staff} note={text.staffNote} onClick={open(routes.staff)} />
      </Card>
    </Page>
  )
}
