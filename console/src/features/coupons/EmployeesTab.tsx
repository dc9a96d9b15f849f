import { couponDesk, resources } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { useStore } from '../../lib/staff'
import { useAction } from '../../lib/use-action'
import { FaultNote } from '../../ui/FaultNote'
import { TextField } from '../../ui/FormFields'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { useToast } from '../../ui/use-toast'
import { Choice } from './Fields'
import { useEmployeePhones, useFreshly } from './use-coupons'
import { employeeWords as words, words as shared } from './words'

/** Colleagues by name; without the right to see them, nobody. */
function useColleagues() {
  const { id: storeId } = useStore()
  const { data = [] } = useQuery({
    queryKey: ['coupon-colleagues', storeId],
    queryFn: ({ signal }) => call(resources.staff, { params: { storeId } }, signal),
  })
  return data
}

/** Phones of staff and their families: their coupons are handled by colleagues. */
export function EmployeesTab() {
  const { data, error, refetch, isFetching } = useEmployeePhones()
  return (
    <div className="board-main till-main">
      {data && (
        <section className="order-section" aria-label={shared.tabs.employees}>
          <p className="muted">{words.text}</p>
          {data.length === 0 ? <p className="muted">{words.empty}</p> : <Phones phones={data} />}
        </section>
      )}
      {!data && error && <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {!data && !error && <RowsSkeleton label={shared.loading} />}
      {data && <AddForm />}
    </div>
  )
}

function Phones({ phones }: { readonly phones: readonly couponDesk.EmployeePhone[] }) {
  const colleagues = useColleagues()
  return (
    <table className="lines-table" aria-label={shared.tabs.employees}>
      <thead>
        <tr>
          {words.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th aria-label={words.remove} />
        </tr>
      </thead>
      <tbody>
        {phones.map((one) => (
          <tr key={one.id}>
            <td>{colleagues.find(({ id }) => id === one.staffId)?.name ?? words.somebody}</td>
            <td className="number">{one.phoneEnd}</td>
            <td>{one.note || '—'}</td>
            <td className="amount">
              <Remove one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Remove({ one }: { readonly one: couponDesk.EmployeePhone }) {
  const { id: storeId } = useStore()
  const toast = useToast()
  const freshly = useFreshly()
  const action = useAction(
    () =>
      freshly(() => call(couponDesk.removeEmployeePhone, { params: { storeId, entryId: one.id } })).catch(
        (e: unknown) => {
          toast.fault(e)
          throw e
        },
      ),
    () => toast.done(words.removed),
  )
  return (
    <Button
      size="small"
      type="text"
      danger
      loading={action.isBusy}
      aria-label={words.removeOf(one.phoneEnd)}
      onClick={() => action.run()}
    >
      {words.remove}
    </Button>
  )
}

const PHONE = /^1\d{10}$/

function AddForm() {
  const { id: storeId } = useStore()
  const toast = useToast()
  const freshly = useFreshly()
  const colleagues = useColleagues()
  const [staffId, setStaff] = useState<string | null>(null)
  const [phone, setPhone] = useState('')
  const [note, setNote] = useState('')
  const digits = phone.replace(/\s/g, '')
  const isReady = staffId !== null && PHONE.test(digits)
  const action = useAction(
    (who: string) =>
      freshly(() =>
        call(couponDesk.addEmployeePhone, {
          params: { storeId },
          body: { staffId: who, phone: digits, note: note.trim() },
        }),
      ),
    () => {
      setPhone('')
      setNote('')
      toast.done(words.added)
    },
  )
  return (
    <form
      className="order-form check-form"
      aria-label={words.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) action.run(staffId)
      }}
    >
      <h2>{words.add}</h2>
      <Choice
        label={words.staff}
        value={staffId}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setStaff}
      />
      <TextField label={words.phone} value={phone} onChange={setPhone} max={20} />
      <TextField label={words.note} value={note} onChange={setNote} max={30} placeholder={words.noteExample} />
      <FaultNote error={action.error} />
      <div className="order-form-foot">
        <Button type="primary" htmlType="submit" loading={action.isBusy} disabled={!isReady}>
          {words.add}
        </Button>
      </div>
    </form>
  )
}
