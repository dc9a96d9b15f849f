import { useLargeType } from '../../lib/large-type'
import { accountText } from './account.text'
import { Toggle } from '../../ui/Toggle'

const text = accountText.me

/** 大字 mode, kept on the device. */
export function LargeTypeToggle() {
  const [on, setOn] = useLargeType()
  return <Toggle title={text.largeType} note={text.largeTypeNote} on={on} onChange={setOn} />
}
