import { useSearchParams } from 'react-router-dom'
import { words } from './words'

export type TabName = keyof typeof words.tabs

const isTab = (text: string | null): text is TabName => text !== null && Object.hasOwn(words.tabs, text)

/** Which tab is shown, and what is open beside it (`new`, an id, or nothing). */
export function usePlace(first: TabName) {
  const [params, setParams] = useSearchParams()
  const named = params.get('tab')
  const tab = isTab(named) ? named : first
  return {
    tab,
    open: params.get('open'),
    pick: (next: TabName) => setParams({ tab: next }, { replace: true }),
    show: (id: string | null) => setParams({ tab, ...(id === null ? {} : { open: id }) }, { replace: true }),
  }
}
export type Place = ReturnType<typeof usePlace>
