import Taro from '@tarojs/taro'

/** Browsers hand a link over; WeChat's card needs a button of its own. */
export const sharesByCard = (): boolean => false

/** True where the phone has a share sheet of its own; elsewhere the link is copied. */
export const hasShareSheet = (): boolean => typeof navigator.share === 'function'

/** The whole address of a page of this app. */
const addressOf = (route: string): string => `${window.location.origin}${window.location.pathname}#${route}`

/** Hands a page's address to the phone's share sheet, or else copies it. Leaving the sheet is no failure. */
export async function shareLink(title: string, route: string): Promise<'shared' | 'copied'> {
  const url = addressOf(route)
  if (hasShareSheet()) {
    await navigator.share({ title, url }).catch(() => undefined)
    return 'shared'
  }
  await Taro.setClipboardData({ data: url })
  return 'copied'
}
