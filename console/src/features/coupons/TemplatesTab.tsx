import { coupon, couponDesk } from '@pitlane/contract'
import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { may, useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { ToneTag } from '../../ui/ToneTag'
import { TemplatePanel } from './TemplatePanel'
import { useTemplates } from './use-coupons'
import type { Place } from './use-place'
import { words } from './words'

type Template = couponDesk.TemplateView
type Filter = keyof typeof words.filters

const tones = { draft: 'wait', active: 'done', stopped: 'muted' } as const
const filters = Object.entries(words.filters).map(([value, label]) => ({ value: value as Filter, label }))

/** Templates of the store with their numbers; one opens beside the list. */
export function TemplatesTab({ place }: { readonly place: Place }) {
  const { data, error, refetch, isFetching } = useTemplates()
  if (!data)
    return (
      <div className="board-main">
        {error ? (
          <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
        ) : (
          <RowsSkeleton label={words.loading} />
        )}
      </div>
    )
  return <Templates templates={data} place={place} />
}

interface Props {
  readonly templates: readonly Template[]
  readonly place: Place
}

function Templates({ templates, place }: Props) {
  const store = useStore()
  const [filter, setFilter] = useState<Filter>('live')
  const shown = templates.filter(({ state }) => filter === 'all' || state !== 'stopped')
  const open = templates.find(({ id }) => id === place.open)
  const isNew = place.open === 'new' && may(store, 'coupon.manage')
  return (
    <>
      <div className="board-main">
        <div className="list-head">
          <Segmented<Filter> aria-label={words.filter} value={filter} options={filters} onChange={setFilter} />
          {may(store, 'coupon.manage') && (
            <span className="list-head-end">
              <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => place.show('new')}>
                {words.add}
              </Button>
            </span>
          )}
        </div>
        {shown.length === 0 ? (
          <Blank title={words.empty}>
            <p>{words.emptyHint}</p>
          </Blank>
        ) : (
          <Table templates={shown} selected={place.open} onOpen={place.show} />
        )}
      </div>
      {(isNew || open) && <TemplatePanel key={open?.id ?? 'new'} template={open} place={place} />}
    </>
  )
}

interface TableProps {
  readonly templates: readonly Template[]
  readonly selected: string | null
  readonly onOpen: (id: string) => void
}

function Table({ templates, selected, onOpen }: TableProps) {
  const { name, says, ...amounts } = words.columns
  return (
    <div className="list-scroll">
      <table className="list-table" aria-label={words.tabs.templates}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{says}</th>
            {Object.entries(amounts).map(([key, label]) => (
              <th key={key} scope="col" className={key === 'expired' || key === 'stock' ? 'amount spare' : 'amount'}>
                {label}
              </th>
            ))}
            <th aria-label={words.view} />
          </tr>
        </thead>
        <tbody>
          {templates.map((one) => (
            <Line key={one.id} one={one} isSelected={one.id === selected} onOpen={() => onOpen(one.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  readonly one: Template
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function Line({ one, isSelected, onOpen }: LineProps) {
  const { fields, stats, state, approval } = one
  const isWaiting = approval.state === 'waiting' && state !== 'active'
  return (
    <tr className={isSelected ? 'is-selected' : undefined}>
      <th scope="row">
        {fields.name}{' '}
        {isWaiting ? (
          <ToneTag zh={couponDesk.approvalStates.waiting} tone="wait" />
        ) : (
          <ToneTag zh={couponDesk.templateStates[state]} tone={tones[state]} />
        )}
      </th>
      <td className="wrap">
        <span className="muted">{coupon.couponTypes[fields.type]}</span> {one.says}
      </td>
      <td className="number amount">{stats.issued}</td>
      <td className="number amount">{stats.used}</td>
      <td className="number amount spare">{stats.expired}</td>
      <td className="number amount">{stats.outstanding}</td>
      <td className="number amount spare">{one.stockLeft ?? words.unlimited}</td>
      <td className="number amount">
        <Budget stats={stats} />
      </td>
      <td className="list-action">
        <Button type="link" size="small" aria-label={`${words.view} ${fields.name}`} onClick={onOpen}>
          {words.view}
        </Button>
      </td>
    </tr>
  )
}

function Budget({ stats }: { readonly stats: couponDesk.TemplateStats }) {
  if (stats.budgetUsedPercent === null) return words.unlimited
  const text = words.percent(stats.budgetUsedPercent)
  return stats.isBudgetLow ? <span className="tag tone-stop">{text}</span> : text
}
