import { Page } from '../../ui/Page'
import { text } from './booking.text'
import { LoginFirst } from './LoginFirst'

/** A booking opened by its address while nobody is logged in. */
export function BookingLogin() {
  return (
    <Page>
      <LoginFirst title={text.detail.login} label={text.bookings.loginAction} />
    </Page>
  )
}
