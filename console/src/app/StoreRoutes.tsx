import { lazy, Suspense, type ReactNode } from 'react'
import { Navigate, Route, Routes } from 'react-router-dom'
import { pathTo, workorderPath } from '../lib/paths'
import { may, useStore } from '../lib/staff'
import { Blank } from '../ui/Blank'
import { RowsSkeleton } from '../ui/RowsSkeleton'
import { mayOpen, menu, menuOf, type MenuPath } from './menu'
import { words } from './words'

const TodayPage = lazy(() => import('./TodayPage').then((m) => ({ default: m.TodayPage })))
const BookingsPage = lazy(() => import('./BookingsPage').then((m) => ({ default: m.BookingsPage })))
const CalendarPage = lazy(() => import('../features/calendar').then((m) => ({ default: m.CalendarPage })))
const SettingsPage = lazy(() => import('../features/settings').then((m) => ({ default: m.SettingsPage })))
const PhoneTodosPage = lazy(() => import('../features/phone-todos').then((m) => ({ default: m.PhoneTodosPage })))
const MyLeavePage = lazy(() => import('../features/settings').then((m) => ({ default: m.MyLeavePage })))
const StaffTodosPage = lazy(() => import('../features/staff-todos').then((m) => ({ default: m.StaffTodosPage })))
const MobilityPage = lazy(() => import('../features/mobility').then((m) => ({ default: m.MobilityPage })))
const MessagesPage = lazy(() => import('../features/messages').then((m) => ({ default: m.MessagesPage })))
const LanesPage = lazy(() => import('../features/workorders').then((m) => ({ default: m.LanesPage })))
const DispatchPage = lazy(() => import('../features/workorders').then((m) => ({ default: m.DispatchPage })))
const QcPage = lazy(() => import('../features/workorders').then((m) => ({ default: m.QcPage })))
const WorkorderScreens = lazy(() => import('./WorkorderScreens').then((m) => ({ default: m.WorkorderScreens })))
const CashierPage = lazy(() => import('../features/cashier').then((m) => ({ default: m.CashierPage })))
const ReconciliationPage = lazy(() => import('../features/cashier').then((m) => ({ default: m.ReconciliationPage })))
const CouponsPage = lazy(() => import('../features/coupons').then((m) => ({ default: m.CouponsPage })))
const JobsPage = lazy(() => import('../features/jobs').then((m) => ({ default: m.JobsPage })))

interface Props {
  readonly text: string
  readonly onClearText: () => void
}

/** The screens of one store, each behind its permission and loaded when it is first opened. */
export function StoreRoutes({ text, onClearText }: Props) {
  const store = useStore()
  const bookingsPath = (day: string) => `${pathTo(store.id, 'bookings')}?day=${day}`
  const personPath = (technicianId: string) =>
    `${pathTo(store.id, 'settings/capacity')}?tab=people&edit=${technicianId}`
  const orderPath = (workorderId: string) => workorderPath(store.id, workorderId)
  const closingPath = (workorderId: string) => `${orderPath(workorderId)}?tab=closing`
  const screens: Readonly<Record<MenuPath, ReactNode>> = {
    today: <TodayPage text={text} onClearText={onClearText} />,
    bookings: <BookingsPage text={text} onClearText={onClearText} />,
    workorders: <LanesPage pathOf={orderPath} />,
    dispatch: <DispatchPage pathOf={orderPath} />,
    qc: <QcPage pathOf={(workorderId) => `${orderPath(workorderId)}?tab=qc`} />,
    cashier: <CashierPage orderPath={closingPath} />,
    coupons: <CouponsPage />,
    reconciliation: <ReconciliationPage />,
    'phone-todos': <PhoneTodosPage bookingsPath={bookingsPath} />,
    mobility: <MobilityPage bookingsPath={bookingsPath} />,
    messages: <MessagesPage />,
    'staff-todos': <StaffTodosPage {...{ personPath, orderPath, closingPath }} />,
    'my-leave': <MyLeavePage />,
    'settings/calendar': <CalendarPage bookingsPath={bookingsPath} />,
    'settings/capacity': <SettingsPage />,
    'settings/jobs': <JobsPage />,
  }
  const first = menuOf(store)[0]
  return (
    <Suspense fallback={<RowsSkeleton label={words.loading} />}>
      <Routes>
        {menu.map((item) => (
          <Route key={item.path} path={item.path} element={mayOpen(store, item) ? screens[item.path] : <NoRight />} />
        ))}
        <Route
          path="workorders/:workorderId/*"
          element={may(store, 'workorder.read') ? <WorkorderScreens /> : <NoRight />}
        />
        <Route path="*" element={first ? <Navigate to={pathTo(store.id, first.path)} replace /> : <NoRight />} />
      </Routes>
    </Suspense>
  )
}

function NoRight() {
  return (
    <Blank title={words.noRight}>
      <p>{words.noRightHint}</p>
    </Blank>
  )
}
