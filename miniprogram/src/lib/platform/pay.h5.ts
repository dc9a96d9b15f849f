import type { settlement } from '@pitlane/contract'

/** How the server is to prepare a payment for this app. */
export const payVia = (): 'wechat' | 'browser' => 'browser'

/** Only an address of the web can be opened here; WeChat's own codes are for its scanner. */
const isPage = (url: string) => /^https?:\/\//.test(url)

/** Leaves for the cashier's page, which comes back to `route`. `code` when a phone with WeChat has to scan instead. */
export async function openPayment(
  { codeUrl }: settlement.PayWay,
  route: string,
): Promise<'back' | 'cancelled' | 'left' | 'code'> {
  if (!codeUrl || !isPage(codeUrl)) return 'code'
  const back = `${window.location.origin}${window.location.pathname}#${route}`
  window.location.assign(`${codeUrl}${codeUrl.includes('?') ? '&' : '?'}return=${encodeURIComponent(back)}`)
  return 'left'
}
