import Taro from '@tarojs/taro'
import { useGarage } from '../../../../features/garage/garage.api'
import { garageText } from '../../../../features/garage/garage.text'
import { GarageList } from '../../../../features/garage/GarageList'
import { routes } from '../../../../lib/routes'
import { requireLogin, useProfile } from '../../../../lib/session'
import { ActionButton } from '../../../../ui/ActionButton'
import { Card } from '../../../../ui/Card'
import { Empty } from '../../../../ui/Empty'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'

const text = garageText.list
const add = () => void Taro.navigateTo({ url: routes.vehicle() })
/** Going back without logging in leaves the page as it is. */
const login = () => void requireLogin().catch(() => undefined)

export default function Garage() {
  const isLoggedIn = useProfile() !== null
  const { data: cars, error, reload } = useGarage()

  if (!isLoggedIn) {
    return (
      <Page>
        <Empty title={text.guest} hint={text.guestHint} action={{ label: text.login, onClick: login }} />
      </Page>
    )
  }
  if (!cars) {
    return <Page>{error ? <ErrorState problem={error} onRetry={() => void reload()} /> : <Loading />}</Page>
  }
  if (cars.length === 0) {
    return (
      <Page>
        <Empty title={text.empty} hint={text.emptyHint} action={{ label: text.add, onClick: add }} />
      </Page>
    )
  }
  return (
    <Page footer={<ActionButton onClick={add}>{text.add}</ActionButton>}>
      <GarageList cars={cars} />
    </Page>
  )
}

/** Two cards of the height of a car. */
const Loading = () => (
  <>
    <Card>
      <Skeleton rows={3} height={36} />
    </Card>
    <Card>
      <Skeleton rows={3} height={36} />
    </Card>
  </>
)
