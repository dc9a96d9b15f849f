import { StaffLogin } from '../../../../features/staff/StaffLogin'
import { backOr } from '../../../../lib/back-or'
import { routes } from '../../../../lib/routes'
import { Page } from '../../../../ui/Page'

export default function StaffLoginPage() {
  return (
    <Page>
      <StaffLogin onDone={() => backOr(routes.staff)} />
    </Page>
  )
}
