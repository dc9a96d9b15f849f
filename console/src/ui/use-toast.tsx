import { App, Button } from 'antd'
import { useMemo, useRef } from 'react'
import { FaultText } from './FaultNote'

const ERROR_SECONDS = 8
const OFFER_SECONDS = 12

/** Short words that come and go, for what has no place of its own on the screen. */
export function useToast() {
  const { message } = App.useApp()
  const offers = useRef(0)
  return useMemo(
    () => ({
      done: (text: string) => void message.success(text),
      note: (text: string) => void message.info(text),
      warn: (text: string) => void message.warning(text, ERROR_SECONDS),
      fault: (error: unknown) => void message.error({ content: <FaultText error={error} />, duration: ERROR_SECONDS }),
      /** What was done, and a way back. Taking the way back closes it. @returns what closes it from elsewhere */
      offer: (text: string, label: string, act: () => void, seconds = OFFER_SECONDS) => {
        const key = `offer-${(offers.current += 1)}`
        const take = () => {
          message.destroy(key)
          act()
        }
        const content = (
          <>
            {text}
            <Button type="link" size="small" onClick={take}>
              {label}
            </Button>
          </>
        )
        void message.success({ key, content, duration: seconds })
        return () => message.destroy(key)
      },
    }),
    [message],
  )
}
