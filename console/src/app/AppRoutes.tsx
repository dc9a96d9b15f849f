import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router-dom'
import { pathTo } from '../lib/paths'
import { useStaff } from '../lib/staff'
import { lastStoreId } from './last-store'
import { NoStore } from './NoStore'

/** Not needed to log in. */
const Shell = lazy(() => import('./Shell').then((m) => ({ default: m.Shell })))

/** All addresses. One without a store leads to the same place of the store that was worked for last. */
export function AppRoutes() {
  return (
    <Suspense fallback={null}>
      <Routes>
        <Route path="/stores/:storeId/*" element={<Shell />} />
        <Route path="/*" element={<ToStore />} />
      </Routes>
    </Suspense>
  )
}

function ToStore() {
  const { stores } = useStaff()
  const section = useParams()['*'] ?? ''
  const last = lastStoreId()
  const store = stores.find(({ id }) => id === last) ?? stores[0]
  if (!store) return <NoStore />
  const isOldAddress = section === '' || section.startsWith('stores/')
  return <Navigate to={pathTo(store.id, isOldAddress ? '' : section)} replace />
}
