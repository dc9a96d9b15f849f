import { LogoutButton } from '../features/session'
import { Blank } from '../ui/Blank'
import { words } from './words'

/** For somebody who can log in but has nothing to do here yet. */
export function NoStore() {
  return (
    <Blank title={words.noStore}>
      <p>{words.noStoreHint}</p>
      <LogoutButton />
    </Blank>
  )
}
