import { isDay, type Day } from '@pitlane/kernel'
import { useSearchParams } from 'react-router-dom'
import { words } from './words'

export type TabName = keyof typeof words.tabs

const isTab = (text: string | null): text is TabName => text !== null && Object.hasOwn(words.tabs, text)

/** Which tab and day are shown, and what is open beside them, all in the address. */
export function useMobilityPlace(today: Day) {
  const [params, setParams] = useSearchParams()
  const named = params.get('tab')
  const tab = isTab(named) ? named : 'trips'
  const day = params.get('day') ?? today
  const shownDay = isDay(day) ? day : today
  const go = (next: { tab?: TabName; day?: Day; open?: string | null }) => {
    const to = { tab, day: shownDay, open: null, ...next }
    setParams(
      {
        ...(to.tab === 'trips' ? {} : { tab: to.tab }),
        ...(to.day === today ? {} : { day: to.day }),
        ...(to.open === null ? {} : { open: to.open }),
      },
      { replace: true },
    )
  }
  return { tab, day: shownDay, openId: params.get('open'), go }
}
export type MobilityPlace = ReturnType<typeof useMobilityPlace>
