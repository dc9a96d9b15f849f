import { Button } from 'antd'
import { useAction } from '../../lib/use-action'
import { logOut } from './log-out'
import { words } from './words'

/** The way out of a screen without a menu. */
export function LogoutButton() {
  const leave = useAction(logOut)
  return (
    <Button className="auth-leave" type="link" block loading={leave.isBusy} onClick={() => leave.run()}>
      {words.logout}
    </Button>
  )
}
