import { useState } from 'react'
import { scan } from '../../lib/platform/scan'
import { useAction } from '../../lib/use-action'
import { checkCoupon, digitsOf, type Checked } from './coupon-scan.api'
import { text } from './coupon-scan.text'

/** Checking one coupon after the other in a store. */
export function useCouponScan(storeId: string) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [checked, setChecked] = useState<Checked>()
  const check = useAction(async (said: string) => {
    setChecked(undefined)
    setChecked(await checkCoupon(storeId, said))
    setTyped('')
  })
  const read = async () => {
    const said = await scan()
    if (said) await check.run(said)
  }
  const submit = () => {
    const code = digitsOf(typed)
    setWrong(code ? undefined : text.short)
    return code ? check.run(code) : undefined
  }
  const type = (next: string) => {
    setWrong(undefined)
    setTyped(next)
  }
  return { typed, type, wrong, submit, read, checked, busy: check.busy, problem: check.problem }
}
