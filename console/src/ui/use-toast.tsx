import { App } from 'antd'
import { useMemo } from 'react'
import { FaultText } from './FaultNote'

const ERROR_SECONDS = 8

/** Short words that come and go, for what has no place of its own on the screen. */
export function useToast() {
  const { message } = App.useApp()
  return useMemo(
    () => ({
      done: (text: string) => void message.success(text),
      note: (text: string) => void message.info(text),
      warn: (text: string) => void message.warning(text, ERROR_SECONDS),
      fault: (error: unknown) => void message.error({ content: <FaultText error={error} />, duration: ERROR_SECONDS }),
    }),
    [message],
  )
}
