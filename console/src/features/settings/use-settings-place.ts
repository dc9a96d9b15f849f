import { useSearchParams } from 'react-router-dom'
import { words } from './words'

export type TabName = keyof typeof words.tabs

const isTab = (text: string | null): text is TabName => text !== null && Object.hasOwn(words.tabs, text)

/** Which tab is shown, what is open beside it (`new`, an id, or nothing), and whether retired ones are listed. */
export function useSettingsPlace() {
  const [params, setParams] = useSearchParams()
  const named = params.get('tab')
  const tab = isTab(named) ? named : 'bays'
  const showsRetired = params.get('all') === '1'
  const go = (next: { tab?: TabName; edit?: string | null; all?: boolean }) => {
    const edit = next.edit ?? null
    setParams(
      {
        tab: next.tab ?? tab,
        ...((next.all ?? showsRetired) ? { all: '1' } : {}),
        ...(edit === null ? {} : { edit }),
      },
      { replace: true },
    )
  }
  return { tab, editing: params.get('edit'), showsRetired, go }
}
export type SettingsPlace = ReturnType<typeof useSettingsPlace>
