import { isCreditCode, type storeSettings } from '@pitlane/contract'
import { isWeekGood } from './WeekFields'

type Settings = storeSettings.StoreSettings
type Numbers =
  | ('latitude' | 'longitude' | 'minLeadMinutes' | 'cancelCutoffMinutes' | 'noShowGraceMinutes')
  | ('warrantyDays' | 'warrantyKm')

/** Numbers are null while they are empty. */
export type StoreDraft = Omit<Settings, Numbers> & { readonly [K in Numbers]: number | null }

/** 统一社会信用代码 as it is kept, however it was typed or pasted; null where there is none. */
const creditCodeOf = (text: string | null): string | null =>
  (text ?? '').normalize('NFKC').replaceAll(/\s/g, '').toUpperCase() || null

/** True for none. */
export const isCreditCodeGood = (text: string | null): boolean => {
  const code = creditCodeOf(text)
  return code === null || isCreditCode(code)
}

const isSaid = ({ name, city, address, phone }: StoreDraft): boolean =>
  [name, city, address].every((text) => text.trim() !== '') && /^[0-9+ -]{5,20}$/.test(phone.trim())

const isGood = (draft: StoreDraft): boolean =>
  isSaid(draft) && isWeekGood(draft.week) && isCreditCodeGood(draft.creditCode)

function numbersOf(draft: StoreDraft): Pick<Settings, Numbers> | undefined {
  const { latitude, longitude, minLeadMinutes, cancelCutoffMinutes, noShowGraceMinutes } = draft
  const { warrantyDays, warrantyKm } = draft
  if (latitude === null || longitude === null || warrantyDays === null || warrantyKm === null) return undefined
  if (minLeadMinutes === null || cancelCutoffMinutes === null || noShowGraceMinutes === null) return undefined
  return {
    ...{ latitude, longitude, minLeadMinutes, cancelCutoffMinutes, noShowGraceMinutes, warrantyDays, warrantyKm },
  }
}

/** What would be saved of what was typed; undefined while something is missing or wrong. */
export function settingsOf(draft: StoreDraft): Settings | undefined {
  const numbers = numbersOf(draft)
  if (!numbers || !isGood(draft)) return undefined
  return {
    ...{ ...draft, ...numbers, creditCode: creditCodeOf(draft.creditCode) },
    ...{ name: draft.name.trim(), city: draft.city.trim(), address: draft.address.trim(), phone: draft.phone.trim() },
  }
}
