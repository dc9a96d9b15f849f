import { useSearchParams } from 'react-router-dom'
import { riskFilters, type RiskFilter } from './lane-data'

/** Whose cars and which of them are shown: all in the address, so that a colleague can be sent there. */
export function useLanesPlace() {
  const [params, setParams] = useSearchParams()
  const put = (name: string, value: string | null) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous)
        if (value === null || value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  return {
    isMine: params.get('mine') === '1',
    setMine: (isMine: boolean) => put('mine', isMine ? '1' : null),
    text: params.get('q') ?? '',
    setText: (text: string) => put('q', text),
    risk: riskFilters.find((filter) => filter === params.get('risk')) ?? 'all',
    setRisk: (risk: RiskFilter) => put('risk', risk === 'all' ? null : risk),
    clear: () => setParams({}, { replace: true }),
  }
}

export type LanesPlace = ReturnType<typeof useLanesPlace>
