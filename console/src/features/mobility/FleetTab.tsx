import { PlusOutlined } from '@ant-design/icons'
import { catalog, formatPlate, type mobility, type View } from '@pitlane/contract'
import { Button } from 'antd'
import { useStore } from '../../lib/staff'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { SidePanel } from '../../ui/SidePanel'
import { useToast } from '../../ui/use-toast'
import { CarForm } from './CarForm'
import { DriverForm } from './DriverForm'
import { FleetHistory } from './FleetHistory'
import { useFleet } from './use-mobility'
import type { MobilityPlace } from './use-mobility-place'
import type { FleetForm } from './use-fleet-save'
import { sayWeek } from './week'
import { words } from './words'

const { fleet: say } = words
type Data = View<typeof mobility.resources>

/** Drivers and loaner cars of the store, retired ones at the end. */
export function FleetTab({ place }: { readonly place: MobilityPlace }) {
  const { data, error, refetch, isFetching } = useFleet(useStore().id)
  if (!data) {
    return (
      <div className="board-main">
        {error ? (
          <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
        ) : (
          <RowsSkeleton label={words.loading} />
        )}
      </div>
    )
  }
  return (
    <>
      <div className="board-main">
        <div className="list-scroll">
          <Drivers data={data} place={place} />
          <Cars data={data} place={place} />
        </div>
      </div>
      <FleetPanel data={data} place={place} onChanged={() => void refetch()} />
    </>
  )
}

const activeFirst = (a: { isActive: boolean }, b: { isActive: boolean }) => Number(b.isActive) - Number(a.isActive)

interface ListProps {
  readonly data: Data
  readonly place: MobilityPlace
}

const Head = ({ title, add, onAdd }: { title: string; add: string; onAdd: () => void }) => (
  <div className="list-head">
    <h3>{title}</h3>
    <span className="list-head-end">
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onAdd}>
        {add}
      </Button>
    </span>
  </div>
)

const Status = ({ isActive }: { readonly isActive: boolean }) => (
  <span className={isActive ? 'tag tone-done' : 'tag tone-muted'}>{isActive ? say.active : say.retired}</span>
)

const open = (place: MobilityPlace, id: string) => place.go({ tab: 'fleet', open: id })

function Drivers({ data, place }: ListProps) {
  return (
    <section>
      <Head title={say.drivers} add={say.addDriver} onAdd={() => open(place, 'new-driver')} />
      {data.drivers.length === 0 ? (
        <Blank title={say.noDrivers} />
      ) : (
        <Table label={say.drivers} columns={[say.name, say.phone, say.week, say.status]}>
          {[...data.drivers].sort(activeFirst).map((driver) => (
            <tr key={driver.id} className={classOf(driver, place)}>
              <th scope="row">{driver.name}</th>
              <td className="number">{driver.maskedPhone}</td>
              <td className="wrap">{sayWeek(driver.week)}</td>
              <td>
                <Status isActive={driver.isActive} />
              </td>
              <EditCell name={driver.name} onOpen={() => open(place, driver.id)} />
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}

function Cars({ data, place }: ListProps) {
  return (
    <section>
      <Head title={say.cars} add={say.addCar} onAdd={() => open(place, 'new-car')} />
      {data.cars.length === 0 ? (
        <Blank title={say.noCars} />
      ) : (
        <Table label={say.cars} columns={[say.plate, say.model, say.fuel, say.odometer, say.status]}>
          {[...data.cars].sort(activeFirst).map((car) => (
            <tr key={car.id} className={classOf(car, place)}>
              <th scope="row" className="number">
                {formatPlate(car.plate)}
              </th>
              <td>{car.model}</td>
              <td>{catalog.fuels[car.fuel]}</td>
              <td className="number">{car.odometerKm.toLocaleString('zh-CN')}</td>
              <td>
                <Status isActive={car.isActive} />
              </td>
              <EditCell name={formatPlate(car.plate)} onOpen={() => open(place, car.id)} />
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}

const classOf = ({ id, isActive }: { id: string; isActive: boolean }, { openId }: MobilityPlace) =>
  id === openId ? 'is-selected' : isActive ? undefined : 'is-closed'

interface TableProps {
  readonly label: string
  readonly columns: readonly string[]
  readonly children: React.ReactNode
}

const Table = ({ label, columns, children }: TableProps) => (
  <table className="list-table" aria-label={label}>
    <thead>
      <tr>
        {columns.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        <th aria-label={say.edit} />
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)

const EditCell = ({ name, onOpen }: { readonly name: string; readonly onOpen: () => void }) => (
  <td className="list-action">
    <Button type="link" size="small" aria-label={`${say.edit} ${name}`} onClick={onOpen}>
      {say.edit}
    </Button>
  </td>
)

function FleetPanel({ data, place, onChanged }: ListProps & { readonly onChanged: () => void }) {
  const toast = useToast()
  const { openId } = place
  const close = () => place.go({ tab: 'fleet', open: null })
  const saved = (name: string) => {
    toast.done(say.saved(name))
    onChanged()
    close()
  }
  const form = { onSaved: saved, onBack: close, onStale: onChanged }
  const driver = data.drivers.find(({ id }) => id === openId)
  const car = data.cars.find(({ id }) => id === openId)
  if (driver || openId === 'new-driver') return <DriverPanel driver={driver} form={form} />
  return car || openId === 'new-car' ? <CarPanel car={car} form={form} /> : null
}

function DriverPanel({ driver, form }: { driver: mobility.DriverView | undefined; form: FleetForm }) {
  return (
    <SidePanel label={say.driverForm} title={driver?.name ?? say.addDriver} onClose={form.onBack}>
      <DriverForm key={`${driver?.id} ${driver?.version}`} driver={driver} {...form} />
      {driver && <FleetHistory subjectType="driver" subjectId={driver.id} />}
    </SidePanel>
  )
}

function CarPanel({ car, form }: { car: mobility.LoanerCarView | undefined; form: FleetForm }) {
  return (
    <SidePanel label={say.carForm} title={car ? formatPlate(car.plate) : say.addCar} onClose={form.onBack}>
      <CarForm key={`${car?.id} ${car?.version}`} car={car} {...form} />
      {car && <FleetHistory subjectType="loaner_car" subjectId={car.id} />}
    </SidePanel>
  )
}
